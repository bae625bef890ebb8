using System.Net;
using Guichet.App.Merchants.Directory;
using Guichet.Domain.Merchants.Profiles;
using Guichet.Fixtures;
using Guichet.Web.Tests.Portal;

namespace Guichet.Web.Tests.Customer;

/// <summary>«Où utiliser mes chèques», as anybody walks it.</summary>
public class DirectoryPageTests(PortalSites sites) : IClassFixture<PortalSites>
{
    [Theory, EachDatabase]
    public async Task Somebody_without_an_account_comes_from_the_public_page_searches_and_opens_a_place(DatabaseKind kind)
    {
        var visitor = Visitor.At((await sites.OnAsync(kind)).Address);
        (await visitor.GetAsync("/")).Page.QuerySelector("a[href='/app/annuaire']").ShouldNotBeNull();
        var found = await visitor.GetAsync("/app/annuaire?q=BIARRITZ+musee");
        (found.Status, found.Title).ShouldBe((HttpStatusCode.OK, "Où utiliser mes chèques"));
        found.Page.QuerySelector(".tabs").ShouldBeNull("nobody is signed in");
        var place = found.Page.QuerySelectorAll(".place").ShouldHaveSingleItem();
        place.QuerySelector(".place__what")!.TextContent.ShouldBe("Musée, monument, visite guidée\u00A0· Parc animalier, aquarium");

        var entry = await visitor.GetAsync(place.GetAttribute("href")!);
        entry.Title.ShouldBe("Musée de la Mer");
        entry.Main.ShouldContain("64200 Biarritz");
        entry.Page.QuerySelector("a[href='tel:0559000652']").ShouldNotBeNull();
        var site = entry.Page.QuerySelector("a[href='https://musee-de-la-mer.example.org/visiter']")!;
        site.GetAttribute("rel")!.Split(' ').ShouldBe(["noopener", "noreferrer", "nofollow"]);
        entry.Page.QuerySelector("a[href^='https://www.openstreetmap.org/search?query=Esplanade%20du%20Rocher%2064200%20Biarritz']")!.GetAttribute("rel")!.ShouldContain("noopener");
        foreach (var loaded in entry.Page.QuerySelectorAll("[src], link[href]").Select(x => x.GetAttribute("src") ?? x.GetAttribute("href")!))
        {
            loaded.ShouldStartWith("/");
        }
    }

    [Theory, EachDatabase]
    public async Task Empty_results_say_what_to_try(DatabaseKind kind)
    {
        var visitor = Visitor.At((await sites.OnAsync(kind)).Address);
        var none = await visitor.GetAsync("/app/annuaire?q=atlantide");
        none.Main.ShouldContain("Aucun professionnel ne correspond à cette recherche.");
        none.Page.QuerySelector(".empty a")!.GetAttribute("href").ShouldBe("/app/annuaire");
        var activity = await visitor.GetAsync("/app/annuaire?q=biarritz&activite=Hotel");
        activity.Main.ShouldContain("Rien pour « Hôtellerie » avec ces mots.");
        activity.Page.QuerySelector(".empty a")!.GetAttribute("href").ShouldBe("/app/annuaire?q=biarritz");
        activity.Page.QuerySelector("option[selected]")!.GetAttribute("value").ShouldBe("Hotel");
    }

    [Theory, EachDatabase]
    public async Task Strange_addresses_are_no_error(DatabaseKind kind)
    {
        var visitor = Visitor.At((await sites.OnAsync(kind)).Address);
        foreach (var query in new[] { "activite=Casino", "q=%25", "q=%00", "q=%F0%9F%8C%8A", "apres=x", "apres=!!", "apres=-", "apres=LTE", "apres=OTk5OTk5OTk5OTk5OTk5OTk5OTk5LWE", $"q={new string('a', 3_000)}", "apres=MS0A" })
        {
            (await visitor.GetAsync($"/app/annuaire?{query}")).Status.ShouldBe(HttpStatusCode.OK, query);
        }

        foreach (var path in new[] { "/app/annuaire/aaaaaaaaaa", "/app/annuaire/x", "/app/annuaire/aaaaaaaaaa/photo/0000000000000000", "/app/annuaire/%01aaaaaaaaa" })
        {
            (await visitor.GetAsync(path)).Status.ShouldBe(HttpStatusCode.NotFound, path);
        }
    }

    [Theory, EachDatabase]
    public async Task A_customer_finds_the_way_from_the_home_and_the_account(DatabaseKind kind)
    {
        var visitor = Visitor.At((await sites.OnAsync(kind)).Address);
        await visitor.SignInAsync(AppWorld.Lea, AppWorld.LeaPassword);
        foreach (var room in new[] { "/app", "/app/compte" })
        {
            (await visitor.GetAsync(room)).Page.QuerySelector(".tabs a[href='/app/annuaire']").ShouldNotBeNull(room);
        }

        (await visitor.GetAsync("/app")).Page.QuerySelector("main a[href='/app/annuaire']").ShouldNotBeNull();
        (await visitor.GetAsync("/app/annuaire")).Page.QuerySelector(".tabs").ShouldNotBeNull();
    }

    [Theory, EachDatabase]
    public async Task Twenty_places_a_page_and_a_way_to_the_next(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        await using (var db = await site.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<Guichet.App.Storage.AppDb>>().CreateDbContextAsync())
        {
            var signatory = db.Accounts.Single(a => a.NormalizedUserName == "M:708900");
            foreach (var id in Enumerable.Range(1, FindProfiles.PageSize + 1).Select(i => 9_000_000L + i))
            {
                var facts = new ProfileForm { IsPublished = true, Name = $"Gîte {id}", Activities = ["Rental"], Postcode = "17000", Town = "Rochefort" }.Check().Facts!;
                var row = EditProfile.NewRow(id);
                EditProfile.Fill(row, facts);
                row.ChangedBy = signatory.Id;
                db.PointsOfSale.Add(new() { Id = id, AgreementId = signatory.AgreementId!.Value, ShopId = $"{30_000_000 + id - 9_000_000}", Name = "x", Town = "y" });
                db.PublishedProfiles.Add(row);
                db.ProfileWords.AddRange(EditProfile.WordsOf(id, facts));
            }

            await db.SaveChangesAsync();
        }

        var visitor = Visitor.At(site.Address);
        var first = await visitor.GetAsync("/app/annuaire?q=rochefort");
        first.Page.QuerySelectorAll(".place").Length.ShouldBe(FindProfiles.PageSize);
        var second = await visitor.GetAsync(first.Page.QuerySelector(".pager .push")!.GetAttribute("href")!);
        second.Page.QuerySelectorAll(".place").ShouldHaveSingleItem();
        second.Page.QuerySelector(".pager a")!.GetAttribute("href").ShouldBe("/app/annuaire?q=rochefort");
    }
}
