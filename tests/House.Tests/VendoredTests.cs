using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Guichet.Fixtures;

namespace Guichet.House.Tests;

/// <summary>What came from npm is listed with its version and is byte for byte what it was (src/Web/wwwroot/lib/vendored.json).</summary>
public class VendoredTests
{
    static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web);

    static string WebRoot => Repository.PathOf("src/Web/wwwroot");

    [Fact]
    public void Every_vendored_file_matches_its_hash()
    {
        foreach (var (package, file) in Packages().SelectMany(p => p.Files.Select(f => (p, f))))
        {
            var path = Path.Combine(WebRoot, file.Path);
            File.Exists(path).ShouldBeTrue(path);
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))).ShouldBe(file.Sha256, $"{file.Path} of {package.Package} {package.Version}");
        }
    }

    [Fact]
    public void Every_file_in_lib_is_listed() => Directory.GetFiles(Path.Combine(WebRoot, "lib"), "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(WebRoot, f).Replace('\\', '/')).Where(f => f != "lib/vendored.json")
        .Except(Packages().SelectMany(p => p.Files).Select(f => f.Path)).ShouldBeEmpty();

    [Fact]
    public void Every_package_names_its_version_its_licence_and_its_integrity()
    {
        foreach (var package in Packages())
        {
            package.Version.ShouldMatch(@"^\d+\.\d+\.\d+");
            package.License.ShouldNotBeNullOrWhiteSpace(package.Package);
            package.Integrity.ShouldStartWith("sha512-", customMessage: package.Package);
            package.Files.ShouldContain(f => f.Path.Contains("license", StringComparison.OrdinalIgnoreCase), $"{package.Package} comes without its licence");
        }
    }

    [Fact]
    public void The_sprite_holds_the_listed_icons_and_no_other()
    {
        foreach (var package in Packages().Where(p => p.Sprite is not null))
            Regex.Matches(File.ReadAllText(Path.Combine(WebRoot, package.Sprite!)), @"<symbol\b[^>]*\bid=""([^""]+)""").Select(m => m.Groups[1].Value)
                .ShouldBe(package.Symbols!.Select(s => s.Id), ignoreOrder: true);
    }

    static List<Vendored> Packages()
    {
        var packages = JsonSerializer.Deserialize<List<Vendored>>(File.ReadAllText(Path.Combine(WebRoot, "lib", "vendored.json")), Names)!;
        packages.ShouldNotBeEmpty();
        return packages;
    }

    sealed record Vendored(string Package, string Version, string License, string Integrity, List<VendoredFile> Files, string? Sprite, List<Symbol>? Symbols);

    sealed record VendoredFile(string Path, string Sha256);

    sealed record Symbol(string Id);
}
