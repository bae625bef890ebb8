using System.Diagnostics;
using Guichet.App.Storage;
using Guichet.Fixtures;
using Guichet.Web.Jobs;

namespace Guichet.Web.Tests.Jobs;

/// <summary>`guichet job NAME`.</summary>
public class JobVerbTests
{
    private static readonly TestDatabases Databases = new(value => StorageSetup.MigrateAsync(value));

    [Theory]
    [InlineData("2020-06-20T00:06", "2020-06-19T22:06:00Z")]
    [InlineData("2020-12-20", "2020-12-19T23:00:00Z")]
    [InlineData("2020-06-19T22:06Z", "2020-06-19T22:06:00Z")]
    [InlineData("2020-06-19T22:06:05-02:00", "2020-06-20T00:06:05Z")]
    public void An_instant_without_an_offset_is_in_Paris(string typed, string utc)
    {
        var (job, asOf) = JobVerb.Read(["expire-payments", "--as-of", typed]);
        job.ShouldNotBeNull().Name.ShouldBe("expire-payments");
        asOf.ShouldBe(DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData]
    [InlineData("no-such-job")]
    [InlineData("expire-payments", "--as-of")]
    [InlineData("expire-payments", "--as-of", "yesterday")]
    [InlineData("expire-payments", "--as-of", "19/06/2020")]
    [InlineData("expire-payments", "more")]
    public async Task What_is_not_understood_lists_the_jobs(params string[] args)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        (await JobVerb.RunAsync(args, output, errors)).ShouldBe(2);
        output.ToString().ShouldBeEmpty();
        errors.ToString().ShouldContain("expire-payments");
    }

    [Theory, EachDatabase]
    public async Task Each_job_runs_from_the_command_line(DatabaseKind kind)
    {
        await using var database = await Databases.CreateAsync(kind);
        foreach (var job in Timetable.Jobs)
        {
            (await RunAsync(database.Value, "job", job.Name, "--as-of", "2026-01-01T00:00")).ShouldBe((0, $"{job.Name}: 0\n"));
        }
    }

    private static async Task<(int Exit, string Output)> RunAsync(string database, params string[] args)
    {
        var keys = Directory.CreateTempSubdirectory("guichet-keys-").FullName;
        ProcessStartInfo start = new("dotnet", [GuichetServer.Program, .. args]) { RedirectStandardOutput = true };
        (start.Environment["GUICHET_MODE"], start.Environment["GUICHET_DATABASE"], start.Environment["GUICHET_KEYS"]) = ("demonstration", database, keys);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);
        Directory.Delete(keys, recursive: true);
        return (process.ExitCode, output);
    }
}
