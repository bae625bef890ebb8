using Guichet.App.Access;

namespace Guichet.App.Tests.Access;

public sealed class AppSecretsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("guichet-keys-").FullName;

    [Fact]
    public void Each_purpose_has_its_own_key_and_the_same_one_after_a_restart()
    {
        var secrets = AppSecrets.Open(_folder);
        secrets.Derive("pin").Length.ShouldBe(32);
        secrets.Derive("pin").ShouldNotBe(secrets.Derive("request-link"));
        AppSecrets.Open(_folder).Derive("pin").ShouldBe(secrets.Derive("pin"));
    }

    [Fact]
    public void Processes_that_start_at_once_share_one_secret()
    {
        var keys = Enumerable.Range(0, 16).AsParallel().WithDegreeOfParallelism(16).Select(_ => Convert.ToHexString(AppSecrets.Open(Path.Combine(_folder, "new")).Derive("pin"))).ToList();
        keys.Distinct().Count().ShouldBe(1);
        Directory.GetFiles(Path.Combine(_folder, "new")).ShouldHaveSingleItem();
    }

    [Fact]
    public void Only_the_owner_reads_the_file()
    {
        AppSecrets.Open(_folder);
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Files have no mode there");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Path.Combine(_folder, "secret.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public void A_file_that_was_cut_off_is_refused_and_kept()
    {
        var path = Path.Combine(_folder, "secret.key");
        File.WriteAllBytes(path, new byte[31]);
        Should.Throw<InvalidOperationException>(() => AppSecrets.Open(_folder)).Message.ShouldContain("restore");
        File.ReadAllBytes(path).Length.ShouldBe(31);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
