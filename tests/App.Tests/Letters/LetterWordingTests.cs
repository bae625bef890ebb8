using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Guichet.App.Access;
using Guichet.App.Letters;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Fixtures;

namespace Guichet.App.Tests.Letters;

/// <summary>What letters say and how: every kind in both languages, whatever people typed.</summary>
public partial class LetterWordingTests
{
    private static readonly LetterSettings Settings = new() { PublicUrl = new Uri("https://guichet.example"), Mail = "outbox" };
    private static readonly DemonstrationLetters Gallery = new(new LetterLinks(Settings.PublicUrl), Settings);

    public static TheoryData<string, string> Everything() => [.. Gallery.Names.SelectMany(name => new[] { "fr", "en" }.Select(language => new TheoryDataRow<string, string>(name, language)))];

    [Theory, MemberData(nameof(Everything))]
    public void Every_letter_is_complete_in_both_languages(string name, string language)
    {
        var letter = Gallery.Find(name, language)!;
        foreach (var part in new[] { letter.Subject, letter.Text, WithoutStyle(letter.Html) })
        {
            part.ShouldNotContain("{");
            part.ShouldNotContain("}");
        }

        letter.Subject.Length.ShouldBeLessThan(100);
        letter.Text.ShouldContain(language == "fr" ? "Nous vous remercions de votre confiance et à bientôt,\nl'Agence Nationale pour les Chèques-Vacances\n" : "Thank you for your trust, and see you soon,\nAgence Nationale");
        letter.Html.ShouldStartWith($"<!doctype html>\n<html lang=\"{language}\"");
        letter.Html.ShouldNotContain("src=");
        letter.Html.ShouldNotContain("url(");
        foreach (Match link in Link().Matches(letter.Text))
        {
            link.Value.ShouldStartWith("https://guichet.example/");
            letter.Html.ShouldContain($"href=\"{link.Value}\"");
        }
    }

    [Fact]
    public void Every_kind_of_letter_is_written_and_shown_in_the_gallery()
    {
        foreach (var kind in Enum.GetValues<LetterKind>())
        {
            PaymentLetterCatalog.Find(kind).ShouldNotBeNull(kind.ToString()).Kind.ShouldBe(kind);
        }

        foreach (var kind in Enum.GetValues<AccountLetterKind>())
        {
            AccountLetterCatalog.Find(kind).ShouldNotBeNull(kind.ToString()).Kind.ShouldBe(kind);
        }

        Gallery.Names.Count.ShouldBeGreaterThanOrEqualTo(Enum.GetValues<LetterKind>().Length + Enum.GetValues<AccountLetterKind>().Length);
        Gallery.Names.ShouldBeUnique();
        Gallery.Find("no-such-letter", "fr").ShouldBeNull();
    }

    [Fact]
    public void Both_languages_have_the_same_texts_with_the_same_places()
    {
        var (french, english) = (Texts(""), Texts(".en"));
        english.Keys.ShouldBe(french.Keys, ignoreOrder: true);
        foreach (var (key, text) in english)
        {
            text.ShouldNotBeNullOrWhiteSpace(key);
            Places(text).ShouldBe(Places(french[key]), key);
        }
    }

    [Fact]
    public void Every_text_is_used()
    {
        var code = string.Join('\n', Directory.EnumerateFiles(Repository.PathOf("src/App/Letters"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        // «{words}.Text» with words chosen between two letters counts for each that is named.
        Texts("").Keys.Where(key => !code.Contains($"\"{key}\"", StringComparison.Ordinal)
            && !(code.Contains($"\"{key.Split('.')[0]}\"", StringComparison.Ordinal) && code.Contains($"{{words}}.{key.Split('.')[1]}\"", StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("fr", "LA TRANSACTION A ÉTÉ VALIDÉE", "Date : 24/06/2020 à 11:59:35", "Montant réglé : 50,00\u00A0€")]
    [InlineData("en", "THE TRANSACTION WAS APPROVED", "Date: 24/06/2020 at 11:59:35", "Amount paid: €50.00")]
    public void Amounts_and_dates_are_those_of_the_language_and_of_Paris(string language, params string[] lines)
    {
        var text = Gallery.Find("merchant-paid", language)!.Text.Split('\n');
        foreach (var line in lines)
        {
            text.ShouldContain(line);
        }
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("</td></tr></table><a href='https://evil.example'>")]
    [InlineData("a\r\nBcc: victim@example.org\r\n\r\nbody")]
    [InlineData("a\u2028Bcc: victim@example.org\u0000\u0085.\n.\n")]
    [InlineData("%0d%0aBcc:x {0} {1} {words}")]
    [InlineData("\u202Etxet desrever\u202C")]
    [InlineData("&lt;b&gt; &amp; 'quotes' \"too\"")]
    public void Nothing_that_people_type_leaves_its_place(string typed)
    {
        foreach (var kind in Enum.GetValues<LetterKind>())
        {
            var letter = PaymentLetterCatalog.Find(kind)!;
            var (hostile, harmless) = (letter.Write(Model(typed), LetterLanguage.French), letter.Write(Model("Camping"), LetterLanguage.French));
            var (html, text) = (HtmlFrame.Write(hostile, LetterLanguage.French, "x"), TextFrame.Write(hostile, LetterLanguage.French, "x"));
            Tag().Matches(html).Select(m => m.Value).ShouldBe(Tag().Matches(HtmlFrame.Write(harmless, LetterLanguage.French, "x")).Select(m => m.Value), kind.ToString());
            text.Count(c => c == '\n').ShouldBe(TextFrame.Write(harmless, LetterLanguage.French, "x").Count(c => c == '\n'), kind.ToString());
            (hostile.Subject + text + html).Where(c => c != '\n' && char.IsControl(c)).ShouldBeEmpty();
            hostile.Subject.ShouldNotContain("\n");
            text.ShouldNotContain("\u202E");
            text.ShouldNotContain("\u2028");
        }
    }

    [Fact]
    public void A_text_of_any_length_becomes_a_line_of_bounded_length()
    {
        PlainLine.Of(new string('x', 20_001)).Length.ShouldBe(PlainLine.MaxLength + 1);
        PlainLine.Of("  a\t\r\n b \u200B ").ShouldBe("a  b");
        PlainLine.Of("👨‍👩‍👧 Été").ShouldBe("👨‍👩‍👧 Été");
        PlainLine.Of("\uD800x").ShouldBe("x");
    }

    [Fact]
    public void The_colours_are_the_tokens_of_the_family()
    {
        var css = File.ReadAllText(Repository.PathOf("src/Web/wwwroot/css/tokens.css"));
        var light = Tokens(css[..css.IndexOf("@media", StringComparison.Ordinal)]);
        var dark = Tokens(css[css.IndexOf("@media (prefers-color-scheme: dark)", StringComparison.Ordinal)..css.IndexOf(":root[data-theme=\"dark\"]", StringComparison.Ordinal)]);
        new[] { LetterColours.Paper, LetterColours.Sheet, LetterColours.Ink, LetterColours.InkSoft, LetterColours.Line, LetterColours.Accent, LetterColours.OnAccent, LetterColours.Awning }
            .ShouldBe(new[] { "paper", "sheet", "ink", "ink-soft", "line", "accent", "on-accent", "awning" }.Select(x => light[x]));
        new[] { LetterColours.DarkPaper, LetterColours.DarkSheet, LetterColours.DarkInk, LetterColours.DarkInkSoft, LetterColours.DarkLine, LetterColours.DarkAccent, LetterColours.DarkOnAccent }
            .ShouldBe(new[] { "paper", "sheet", "ink", "ink-soft", "line", "accent", "on-accent" }.Select(x => dark[x]));
        foreach (var state in LetterColours.All.Where(x => x.Name != "accent"))
        {
            (state.Strong, state.Soft, state.DarkStrong, state.DarkSoft).ShouldBe((light[state.Name], light[$"{state.Name}-soft"], dark[state.Name], dark[$"{state.Name}-soft"]), state.Name);
        }
    }

    private static PaymentLetterModel Model(string typed)
    {
        var at = new DateTimeOffset(2020, 6, 24, 9, 59, 35, TimeSpan.Zero);
        return new PaymentLetterModel
        {
            Payment = new Payment
            {
                Id = 1, Number = "foo2udp610", AgreementId = 1, PointOfSaleId = 1, Terms = PaymentTerms.Stored(10, 2), Details = new PaymentDetails(typed, typed, typed, typed),
                Addressee = new Addressee(RequestChannel.Email, typed, null, typed), Amounts = new PaymentAmounts(new Money(50_00), new Money(50_00)), Status = PaymentStatus.Authorized,
                Version = 2, CreatedAt = at, LastActivityAt = at, PayBy = at.AddDays(10), CaptureBy = at.AddDays(2), PaidAt = at,
            },
            Fact = PaymentFactKind.Authorized, FactAt = at, FactAmount = new Money(40_00), MerchantName = typed, PointOfSaleName = typed, Town = typed, ReaderName = typed,
            Link = new Uri("https://guichet.example/app/r/x"), IsReplaced = false,
        };
    }

    private static Dictionary<string, string> Texts(string language) => XDocument.Load(Repository.PathOf($"src/App/Letters/LetterTexts{language}.resx")).Root!.Elements("data")
        .ToDictionary(x => (string)x.Attribute("name")!, x => (string)x.Element("value")!);

    private static Dictionary<string, string> Tokens(string css) => Token().Matches(css).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value.ToLower(CultureInfo.InvariantCulture));

    private static string[] Places(string text) => [.. Place().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal)];

    private static string WithoutStyle(string html) => html[..html.IndexOf("<style>", StringComparison.Ordinal)] + html[html.IndexOf("</style>", StringComparison.Ordinal)..];

    [GeneratedRegex(@"--([a-z-]+):\s*(#[0-9a-fA-F]{6})")]
    private static partial Regex Token();

    [GeneratedRegex(@"\{\d")]
    private static partial Regex Place();

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Link();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
