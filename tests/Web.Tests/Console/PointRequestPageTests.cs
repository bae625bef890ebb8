using System.Net;
using AngleSharp.Dom;
using Guichet.App.Letters;
using Guichet.App.Merchants.Points;
using Guichet.Fixtures;
using Guichet.Web.Tests.Access;
using Guichet.Web.Tests.Portal;

namespace Guichet.Web.Tests.Console;

/// <summary>Requests for points in the console, over HTTP.</summary>
public class PointRequestPageTests
{
    [Theory, EachDatabase]
    public async Task An_operator_accepts_one_and_refuses_another_and_a_late_colleague_is_told(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        var paul = await site.ActorAsync("708900");
        foreach (var (name, key) in new[] { ("Aquarium", "1"), ("Phare", "2") })
        {
            await site.Get<PointRequests>().AskAsync(paul, new PointRequestForm(name, "La Rochelle", "3 quai Durand", "Une entrée <b>de plus</b>"), key, site.Now);
        }

        using var claire = new Browser(site.Address);
        await claire.FirstSignInAsync();
        await claire.GetAsync("/console/demandes");
        var links = claire.Page.QuerySelectorAll("[data-queue=waiting] th a").ToDictionary(a => a.TextContent, a => a.GetAttribute("href")!);
        links.Keys.ShouldBe(["Aquarium", "Phare"], ignoreOrder: true);
        await claire.GetAsync(links["Aquarium"]);
        claire.Html.ShouldContain("&lt;b&gt;de plus&lt;/b&gt;");
        var token = claire.Page.QuerySelector("main input[name=_token]")!.GetAttribute("value")!;
        await claire.PostAsync(links["Aquarium"], ("_token", token), ("decision", "accept"));
        claire.Location.ShouldBe("/console/demandes?fait=accepte");
        await claire.PostAsync(links["Aquarium"], ("_token", token), ("decision", "refuse"), ("answer", "Trop tard"));
        claire.Status.ShouldBe(HttpStatusCode.Conflict);
        claire.Page.QuerySelector(".error-summary")!.TextContent.ShouldContain("déjà reçu une réponse");
        claire.Page.QuerySelectorAll("main form").ShouldBeEmpty();

        await claire.PostAsync(links["Phare"], ("_token", token), ("decision", "refuse"), ("answer", ""));
        claire.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        claire.Page.QuerySelector("#answer-error")!.TextContent.ShouldContain("Indiquez le motif");
        await claire.PostAsync(links["Phare"], ("_token", token), ("decision", "refuse"), ("answer", "Adresse déjà connue"));
        claire.Location.ShouldBe("/console/demandes?fait=refuse");
        (await claire.PostAsync("/console/demandes/999999", ("_token", token), ("decision", "accept"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await claire.GetAsync("/console/demandes/999999")).Status.ShouldBe(HttpStatusCode.NotFound);
        await claire.GetAsync("/console/journal");
        claire.Page.QuerySelectorAll("tbody tr").Select(row => row.Children[3].TextContent).Take(2).ShouldBe(["Demande de point d'accueil refusée", "Demande de point d'accueil acceptée"]);

        using var merchant = await site.SignatoryAsync();
        await merchant.GetAsync("/compte/points");
        merchant.Page.QuerySelectorAll("[data-shop]").Length.ShouldBe(4);
        merchant.Main.ShouldContain("Motif : Adresse déjà connue", Case.Sensitive);
        (await merchant.GetAsync("/console/demandes")).Location.ShouldStartWith("/console/connexion");
    }

    [Fact]
    public void The_letters_say_the_Shop_ID_and_the_reason()
    {
        var letters = new DemonstrationLetters(new LetterLinks(new Uri("https://guichet.example.org")), new LetterSettings { PublicUrl = new Uri("https://guichet.example.org"), Mail = "outbox" });
        letters.Find("point-added", "fr")!.Text.ShouldContain("10000654");
        letters.Find("point-refused", "en")!.Text.ShouldContain("L'adresse est celle d'un point d'accueil existant.");
        letters.Find("contact-changed", "fr")!.Text.ShouldContain("a***@example.org");
    }
}
