using System.Net;
using System.Xml.Linq;
using AngleSharp.Dom;
using Guichet.App.Console;
using Guichet.App.Payments;
using Guichet.App.Storage;
using Guichet.Fixtures;
using Guichet.Web.Console;
using Guichet.Web.Tests.Access;
using Guichet.Web.Tests.Portal;
using Microsoft.Extensions.Configuration;

namespace Guichet.Web.Tests.Console;

/// <summary>The rooms of the console, over HTTP.</summary>
public class ConsoleRoomTests
{
    private static readonly string[] TextNames = [.. ((string[])["ConsolePages", "ConsoleRooms", "PointPages", "Access"])
        .SelectMany(name => XDocument.Load(Repository.PathOf($"src/Web/Texts/{name}.resx")).Root!.Elements("data").Select(x => (string)x.Attribute("name")!)).Where(name => name.Contains('.'))];

    [Theory, EachDatabase]
    public async Task The_notice_is_shown_on_the_home_page_and_leaves_a_line(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var claire = new Browser(site.Address);
        await claire.FirstSignInAsync();
        (await HomeAsync(site, "fr")).ShouldNotBeNull().ShouldContain("vérifiez l'adresse");
        await claire.GetAsync("/console/information");
        claire.Page.QuerySelector("#text")!.TextContent.ShouldContain("vérifiez l'adresse", customMessage: "what is shown is what one edits");
        claire.Page.QuerySelector("#english")!.TextContent.ShouldContain("check the address");
        var early = claire.Html;
        await EditAsync(claire, "Fermé <b>lundi</b>", "");
        claire.Location.ShouldBe("/console/information?enregistre=1");
        (await HomeAsync(site, "fr")).ShouldBe("Fermé <b>lundi</b>");
        (await HomeAsync(site, "en")).ShouldBe("Fermé <b>lundi</b>");
        await claire.GetAsync("/console/information");
        await EditAsync(claire, "Fermé mardi", "Closed on Tuesday");
        (await HomeAsync(site, "en")).ShouldBe("Closed on Tuesday");

        // A page that was opened before the last edit does not overwrite it unseen.
        var stale = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(early).QuerySelector("input[name=_token]")!.GetAttribute("value")!;
        await claire.PostAsync("/console/information", ("_token", stale), ("text", "Ouvert"), ("english", ""), ("version", "0"));
        claire.Status.ShouldBe(HttpStatusCode.Conflict);
        claire.Page.QuerySelector("#text")!.TextContent.Trim().ShouldBe("Ouvert");
        (await HomeAsync(site, "fr")).ShouldBe("Fermé mardi");
        await EditAsync(claire, "", "");
        (await HomeAsync(site, "fr")).ShouldBeNull();

        await claire.GetAsync("/console/journal");
        claire.Page.QuerySelectorAll("tbody tr").Select(row => row.Children[3].TextContent).ShouldBe(
            ["Information importante modifiée", "Information importante modifiée", "Information importante modifiée", "Second facteur mis en place"]);
        await claire.PostAsync("/console/information", ("text", "x"), ("version", "3"));
        claire.Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory, EachDatabase]
    public async Task Any_operation_is_found_by_each_of_its_numbers_with_its_facts_and_postings(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var claire = new Browser(site.Address);
        await claire.FirstSignInAsync();
        await claire.GetAsync("/console/operations?q=10000000045");
        var numbers = claire.Page.QuerySelectorAll("tbody th a").Select(a => a.TextContent).ToList();
        numbers.Count.ShouldBeGreaterThan(1);
        var captured = claire.Page.QuerySelectorAll("tbody tr").First(row => row.QuerySelector(".chip--captured") is not null);
        var (number, basket) = (captured.QuerySelector("th a")!.TextContent, captured.Children[1].TextContent);

        await claire.GetAsync($"/console/operations?q={number.ToUpperInvariant()}");
        claire.Page.QuerySelectorAll("tbody th a").Select(a => a.TextContent).ShouldBe([number]);
        await claire.GetAsync($"/console/operations?q={Uri.EscapeDataString(basket)}");
        claire.Page.QuerySelectorAll("tbody th a").Select(a => a.TextContent).ShouldContain(number);
        foreach (var nothing in (string[])["zzzzzzzzzz", "10000000999", "%00", "' OR 1=1 --", new string('a', 3_000)])
        {
            (await claire.GetAsync($"/console/operations?q={nothing}")).Status.ShouldBe(HttpStatusCode.OK);
            claire.Page.QuerySelectorAll("tbody tr").ShouldBeEmpty();
        }

        (await claire.GetAsync($"/console/operations/{number}")).Status.ShouldBe(HttpStatusCode.OK);
        claire.Page.QuerySelectorAll("[data-facts] tbody tr").Length.ShouldBeGreaterThanOrEqualTo(2);
        var file = (await site.Get<FindOperations>().ReadAsync(number)).Value;
        file.Entries.ShouldNotBeEmpty();
        file.Entries.ShouldAllBe(entry => entry.Postings.Sum(posting => posting.Amount.Cents) == 0);
        claire.Page.QuerySelectorAll("[data-ledger] tbody tr").Length.ShouldBe(file.Entries.Sum(entry => entry.Postings.Count));
        claire.Page.QuerySelector("[data-ledger]")!.TextContent.ShouldContain("10000000045");
        (await claire.GetAsync("/console/operations/zzzzzzzzzz")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("en")]
    public async Task Every_room_is_whole_in_both_languages(string language)
    {
        await using var site = await PortalSite.StartAsync(DatabaseKind.Sqlite);
        using var claire = new Browser(site.Address);
        await claire.GetAsync($"/langue/{language}");
        await claire.GetAsync("/console/connexion");
        LookAt(claire, language);
        await claire.PasswordAsync();
        await claire.GetAsync("/console/second-facteur");
        LookAt(claire, language);
        await claire.FirstSignInAsync();
        LookAt(claire, language);
        var number = (await site.Get<FindOperations>().SearchAsync("10000000045"))[0].Payment.Number;
        foreach (var path in (string[])["/console", "/console/operations", "/console/operations?q=10000000045", "/console/operations?q=nothing", $"/console/operations/{number}", "/console/information", "/console/journal", "/console/demandes", "/console/mot-de-passe-oublie", .. await RoomSteps.FilledAsync(site, claire)])
        {
            (await claire.GetAsync(path)).Status.ShouldBe(HttpStatusCode.OK, path);
            LookAt(claire, language);
        }

        using var again = new Browser(site.Address);
        await again.GetAsync($"/langue/{language}");
        await again.PasswordAsync();
        await again.GetAsync("/console/code");
        LookAt(again, language);
    }

    [Theory, EachDatabase]
    public async Task The_verb_makes_an_operator_whose_link_opens_the_form(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        var settings = site.Get<Settings>();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["GUICHET_MODE"] = "demonstration", ["GUICHET_DATABASE"] = settings.Database, ["GUICHET_KEYS"] = settings.Keys, ["GUICHET_URL"] = "https://guichet.example.org",
        }).Build();
        var (output, errors) = (new StringWriter(), new StringWriter());
        (await OperatorVerb.RunAsync(["create", "hugo.lenoir", "Hugo", "Lenoir", "hugo.lenoir@example.org"], output, errors, configuration)).ShouldBe(0, errors.ToString());
        var link = new Uri(output.ToString().Trim());
        link.Host.ShouldBe("guichet.example.org");
        using var hugo = await new Browser(site.Address).GetAsync(link.AbsolutePath);
        await hugo.SubmitAsync(("password", "une phrase bien à moi"), ("password_again", "une phrase bien à moi"));
        hugo.Location.ShouldBe("/console/connexion?mot-de-passe=change");
        (await hugo.GetAsync(link.AbsolutePath)).Status.ShouldBe(HttpStatusCode.Gone);
        (await hugo.SignInAsync("hugo.lenoir", "une phrase bien à moi", "/console/connexion")).Location.ShouldBe("/console/code");
        (await OperatorVerb.RunAsync(["create", "hugo.lenoir", "Hugo", "Lenoir", "hugo.lenoir@example.org"], output, errors, configuration)).ShouldBe(1);
        errors.ToString().ShouldContain("name_taken");
        (await OperatorVerb.RunAsync(["reset", "nobody"], output, errors, configuration)).ShouldBe(1);
        (await OperatorVerb.RunAsync(["destroy", "hugo.lenoir"], output, errors, configuration)).ShouldBe(2);
    }

    private static Task<Browser> EditAsync(Browser browser, string text, string english)
    {
        var form = browser.Page.QuerySelector("main form")!;
        return browser.PostAsync("/console/information", ("_token", form.QuerySelector("input[name=_token]")!.GetAttribute("value")!),
            ("version", form.QuerySelector("input[name=version]")!.GetAttribute("value")!), ("text", text), ("english", english));
    }

    private static async Task<string?> HomeAsync(PortalSite site, string language)
    {
        using var visitor = site.Visit(language);
        await visitor.GetAsync("/");
        return visitor.Page.QuerySelector("section.notice p")?.TextContent;
    }

    private static void LookAt(Browser browser, string language)
    {
        var page = browser.Page;
        var path = browser.Answer.RequestMessage!.RequestUri!.PathAndQuery;
        page.DocumentElement.GetAttribute("lang").ShouldBe(language, path);
        page.QuerySelectorAll("h1").Length.ShouldBe(1, path);
        var read = $"{page.Title} {page.Body!.TextContent} {string.Join(' ', page.QuerySelectorAll("[aria-label]").Select(x => x.GetAttribute("aria-label")))}";
        TextNames.Where(name => read.Contains(name, StringComparison.Ordinal)).ShouldBeEmpty(path);
        page.QuerySelectorAll("[style], style, script:not([src])").ShouldBeEmpty(path);
        browser.Answer.Headers.CacheControl!.NoStore.ShouldBeTrue(path);
    }
}
