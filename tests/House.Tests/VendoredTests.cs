using System.Security.Cryptography;
using System.Text.Json;
using Guichet.Fixtures;

namespace Guichet.House.Tests;

/// <summary>What came from npm is listed with its version and is byte for byte what it was (src/Web/wwwroot/lib/vendored.json).</summary>
public class VendoredTests
{
    static string Lib => Repository.PathOf("src/Web/wwwroot/lib");

    [Fact]
    public void Every_vendored_file_matches_its_hash()
    {
        foreach (var entry in Entries())
        {
            var file = Path.Combine(Lib, entry.File);
            File.Exists(file).ShouldBeTrue(file);
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))).ShouldBe(entry.Sha256, $"{entry.File} of {entry.Package} {entry.Version}", StringCompareShould.IgnoreCase);
        }
    }

    [Fact]
    public void Every_file_in_lib_is_listed()
    {
        var listed = Entries().Select(e => e.File);
        Directory.GetFiles(Lib, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Lib, f).Replace('\\', '/'))
            .Where(f => f != "vendored.json").Except(listed).ShouldBeEmpty();
    }

    static List<Entry> Entries()
    {
        Assert.SkipUnless(Directory.Exists(Lib), "Nothing is vendored yet");
        using var list = JsonDocument.Parse(File.ReadAllText(Path.Combine(Lib, "vendored.json")));
        var entries = list.RootElement.EnumerateArray()
            .Select(e => new Entry(Text(e, "package"), Text(e, "version"), Text(e, "file"), Text(e, "sha256"))).ToList();
        entries.ShouldNotBeEmpty();
        return entries;
    }

    static string Text(JsonElement entry, string name) => entry.GetProperty(name).GetString() ?? throw new JsonException($"{name} is null");

    sealed record Entry(string Package, string Version, string File, string Sha256);
}
