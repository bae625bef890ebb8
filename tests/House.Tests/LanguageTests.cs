using System.Text.RegularExpressions;
using System.Xml.Linq;
using Guichet.Fixtures;

namespace Guichet.House.Tests;

/// <summary>French lives in src/Web/Texts; beside it only the demonstration's people and places are French.</summary>
public partial class LanguageTests
{
    [Fact]
    public void No_French_letter_stands_in_a_string_of_the_code() => SourceFiles.Under("src", ".cs")
        .Where(f => !f.Path.Contains("/Texts/") && !f.Path.Contains("Demonstration") && !f.Path.Contains("/Migrations/"))
        .SelectMany(f => SourceFiles.WithoutComments(f.Text).Split('\n').Where(l => FrenchLetter().IsMatch(l)).Select(l => $"{f.Path}: {l.Trim()}"))
        .ShouldBeEmpty();

    [Theory]
    [InlineData("var a = \"Validé\";", true)]
    [InlineData("var a = \"https://é\";", true)]
    [InlineData("var a = $\"\"\"\n  // à valider\n\"\"\";", true)]
    [InlineData("var a = @\"c:\\\"; // é", false)]
    [InlineData("var a = '\"'; /* é\n é */ var b = '\\'';", false)]
    public void Comments_are_told_from_strings(string code, bool isFrench) => FrenchLetter().IsMatch(SourceFiles.WithoutComments(code)).ShouldBe(isFrench);

    [Fact]
    public void Every_text_exists_in_French_and_in_English()
    {
        var texts = Repository.PathOf("src/Web/Texts");
        Assert.SkipUnless(Directory.Exists(texts), "No text yet");
        var files = Directory.GetFiles(texts, "*.resx", SearchOption.AllDirectories);
        files.ShouldNotBeEmpty();
        foreach (var french in files.Where(f => !f.EndsWith(".en.resx", StringComparison.Ordinal)))
        {
            var english = french[..^".resx".Length] + ".en.resx";
            File.Exists(english).ShouldBeTrue($"{english} is missing");
            Keys(english).ShouldBe(Keys(french), ignoreOrder: true, customMessage: french);
        }
    }

    [Fact]
    public void A_text_says_something_and_has_the_same_places_in_both_languages()
    {
        var texts = Repository.PathOf("src/Web/Texts");
        Assert.SkipUnless(Directory.Exists(texts), "No text yet");
        foreach (var english in Directory.GetFiles(texts, "*.en.resx", SearchOption.AllDirectories))
        {
            var french = Values(english[..^".en.resx".Length] + ".resx");
            foreach (var (key, text) in Values(english))
            {
                text.ShouldNotBeNullOrWhiteSpace($"{english}: {key}");
                french[key].ShouldNotBeNullOrWhiteSpace($"{english}: {key} in French");
                Places(text).ShouldBe(Places(french[key]), $"{english}: {key}");
            }
        }
    }

    static string[] Places(string text) => Place().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal).ToArray();

    static List<string> Keys(string resx) => Values(resx).Keys.ToList();

    static Dictionary<string, string> Values(string resx) => XDocument.Load(resx).Root!.Elements("data")
        .ToDictionary(d => (string)d.Attribute("name")!, d => (string)d.Element("value")!);

    [GeneratedRegex("[À-ÖØ-öø-ÿŒœŸ]")]
    private static partial Regex FrenchLetter();

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Place();
}
