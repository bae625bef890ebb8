using System.Net;
using System.Xml.Linq;
using AngleSharp.Dom;
using Guichet.Fixtures;

namespace Guichet.Web.Tests.Portal;

public class PublicPageTests(PortalSites sites) : IClassFixture<PortalSites>
{
    private static readonly string[] Public = ["/", "/notice", "/informations", "/faq", "/faq?q=qr", "/faq?q=zzz", "/nothing-here"];
    private static readonly string[] SignedIn = ["/", "/encaissement", "/encaissement?statut=en-attente", "/encaissement?avant=1-aaaaaaaaaa"];

    /// <summary>Names of texts with a dot in them: read on a page, one was missing.</summary>
    private static readonly string[] TextNames = [.. Directory.GetFiles(Repository.PathOf("src/Web/Texts"), "*.resx")
        .SelectMany(file => XDocument.Load(file).Root!.Elements("data").Select(x => (string)x.Attribute("name")!)).Where(name => name.Contains('.')).Distinct()];

    [Theory]
    [InlineData("fr")]
    [InlineData("en")]
    public async Task Every_page_is_whole_in_both_languages(string language)
    {
        var site = await sites.OnAsync(DatabaseKind.Sqlite);
        using var visitor = site.Visit(language);
        using var merchant = await site.PointAccountAsync(language);
        await merchant.GetAsync("/encaissement");
        var details = merchant.Page.QuerySelectorAll(".ops__basket a").Select(a => a.GetAttribute("href")!).ToList();
        details.Count.ShouldBe(10);
        foreach (var (who, path) in Public.Select(path => (visitor, path)).Concat(SignedIn.Concat(details).Select(path => (merchant, path))))
        {
            await who.GetAsync(path);
            LookAt(who, path, language);
        }
    }

    [Fact]
    public async Task The_home_says_what_is_true_and_leads_nowhere_false()
    {
        using var visitor = (await sites.OnAsync(DatabaseKind.Sqlite)).Visit();
        await visitor.GetAsync("/");
        Visitor.Clean(visitor.Page.QuerySelector("h1")!.TextContent).ShouldBe("Bienvenue dans votre Espace dédié !");
        visitor.Names("main h2").ShouldBe(["Information importante", "Déjà conventionné ?", "Envie de vous conventionner ?"]);
        visitor.Names(".topbar__person a").ShouldBe(["Se connecter", "Créer mon compte"]);
        visitor.Names(".door a").ShouldBe(["Activer mon compte", "Faire une demande"]);
        visitor.Names(".nav a").ShouldBe(["Accueil", "Notice relative à la signature électronique", "Informations", "FAQ"]);
        foreach (var link in visitor.Page.QuerySelectorAll("a[href^='/']").Select(a => a.GetAttribute("href")!).Distinct().ToList())
        {
            await visitor.GetAsync(link);
            ((int)visitor.Status).ShouldBeLessThan(400, link);
        }
    }

    [Theory]
    [InlineData("remplace", 1)]
    [InlineData("REMPLACÉ", 1)]
    [InlineData("%20", 12)]
    [InlineData("%00", 0)]
    [InlineData("%ED%A0%80", 0)]
    [InlineData("<script>", 0)]
    public async Task The_questions_are_searched_without_regard_to_accents_and_case(string typed, int found)
    {
        using var visitor = (await sites.OnAsync(DatabaseKind.Sqlite)).Visit();
        await visitor.GetAsync($"/faq?q={typed}");
        visitor.Status.ShouldBe(HttpStatusCode.OK);
        visitor.Page.QuerySelectorAll(".faq__item").Length.ShouldBe(found);
    }

    [Fact]
    public async Task A_search_of_20_001_characters_finds_nothing_and_harms_nothing()
    {
        using var visitor = (await sites.OnAsync(DatabaseKind.Sqlite)).Visit();
        await visitor.GetAsync($"/faq?q={new string('a', 7_000)}");
        visitor.Status.ShouldBe(HttpStatusCode.OK);
        visitor.Page.QuerySelectorAll(".faq__item").ShouldBeEmpty();
    }

    private static void LookAt(Visitor who, string path, string language)
    {
        var page = who.Page;
        page.DocumentElement.GetAttribute("lang").ShouldBe(language, path);
        page.QuerySelectorAll("h1").Length.ShouldBe(1, path);
        page.Title.ShouldNotBeNullOrWhiteSpace(path);
        var read = $"{page.Title} {page.Body!.TextContent} {string.Join(' ', page.QuerySelectorAll("[aria-label],[title]").Select(x => $"{x.GetAttribute("aria-label")} {x.GetAttribute("title")}"))}";
        TextNames.Where(name => read.Contains(name, StringComparison.Ordinal)).ShouldBeEmpty(path);
        page.QuerySelectorAll("[style], style, script:not([src])").ShouldBeEmpty(path);
        page.QuerySelectorAll("[src], link[href]").Select(x => x.GetAttribute("src") ?? x.GetAttribute("href")!).ShouldAllBe(address => address.StartsWith('/') && !address.StartsWith("//"));
        var headers = who.Answer.Headers;
        headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'self'", customMessage: path);
        headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"], path);
        headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"], path);
        headers.CacheControl!.NoStore.ShouldBeTrue(path);
    }
}
