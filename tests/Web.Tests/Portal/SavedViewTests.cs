using System.Net;
using AngleSharp.Dom;
using Guichet.App.Payments;
using Guichet.Fixtures;

namespace Guichet.Web.Tests.Portal;

/// <summary>A list under a name: kept per account, offered where lists are, renamed, deleted, and never anybody else's.</summary>
public class SavedViewTests
{
    [Theory, EachDatabase]
    public async Task A_view_is_saved_used_renamed_and_deleted(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var visitor = await site.PointAccountAsync();
        await visitor.GetAsync("/encaissement?statut=valide&periode=mois&q=%26&apres=x");
        await visitor.SubmitAsync(("name", " Ce mois, <b>validé</b> "));
        visitor.Location.ShouldBe("/encaissement?statut=valide&periode=mois&q=%26");
        await visitor.GetAsync(visitor.Location!);
        visitor.Names(".views li a").ShouldBe(["Ce mois, <b>validé</b>"]);
        visitor.Page.QuerySelector(".views li a")!.GetAttribute("aria-current").ShouldBe("true");

        await visitor.GetAsync("/encaissement/vues");
        visitor.Main.ShouldContain("Statut : Validé · Ce mois · Recherche : &");
        await visitor.SubmitAsync(("name", "Mes validées"));
        visitor.Location.ShouldBe("/encaissement/vues");
        await visitor.GetAsync("/encaissement/vues");
        visitor.Names(".manage__head a").ShouldBe(["Mes validées"]);
        await visitor.SubmitAsync(("name", "Mes validées"), ("delete", "true"));
        await visitor.GetAsync("/encaissement");
        visitor.Names(".views li a").ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task Names_and_their_number_are_bounded(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var visitor = await site.PointAccountAsync();
        foreach (var wrong in new[] { "", "  ", new string('x', SavedViews.MaxName + 1), "a\u0000b", "a\u202Eb" })
        {
            await visitor.GetAsync("/encaissement?q=kept");
            await visitor.SubmitAsync(("name", wrong));
            visitor.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, wrong);
            visitor.Page.QuerySelector("#name-error")!.TextContent.ShouldContain("Saisissez un nom de 1 à 40 caractères");
            visitor.Page.QuerySelector("input[name=query]")!.GetAttribute("value").ShouldBe("q=kept", "nothing is lost");
        }

        for (var i = 1; i <= SavedViews.MaxViews; i++)
        {
            await visitor.GetAsync("/encaissement");
            await visitor.SubmitAsync(("name", $"Vue {i:00}"));
            visitor.Status.ShouldBe(HttpStatusCode.Found);
        }

        await visitor.GetAsync("/encaissement?q=more");
        await visitor.SubmitAsync(("name", "Une de trop"));
        visitor.Status.ShouldBe(HttpStatusCode.Conflict);
        visitor.Main.ShouldContain("Vous avez déjà 20 vues enregistrées.");
        await visitor.GetAsync("/encaissement?q=replaced");
        await visitor.SubmitAsync(("name", "Vue 07"));
        visitor.Status.ShouldBe(HttpStatusCode.Found, "one that is there can be replaced");
        await visitor.GetAsync("/encaissement");
        visitor.Page.QuerySelectorAll(".views li a").Single(a => a.TextContent == "Vue 07").GetAttribute("href").ShouldBe("/encaissement?q=replaced");
    }

    [Theory, EachDatabase]
    public async Task Two_windows_never_make_more_than_there_may_be(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        var (actor, views) = (await site.ActorAsync(), site.Get<SavedViews>());
        System.Collections.Concurrent.ConcurrentBag<string> kept = [];
        await Task.WhenAll(Enumerable.Range(1, 8).Select(window => Task.Run(async () =>
        {
            for (var i = 0; i < 5; i++)
            {
                if ((await views.SaveAsync(actor, $"{window}-{i}", "")).TryGet(out var view, out _))
                {
                    kept.Add(view.Name);
                }
            }
        })));
        var all = await views.ListAsync(actor);
        all.Count.ShouldBeLessThanOrEqualTo(SavedViews.MaxViews);
        all.Select(view => view.Name).ShouldBe(kept, ignoreOrder: true, "what was said to be kept is kept");
    }

    [Theory, EachDatabase]
    public async Task Views_of_an_account_are_nobody_elses(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var owner = await site.PointAccountAsync();
        await owner.GetAsync("/encaissement?q=mine");
        await owner.SubmitAsync(("name", "À moi"));
        using var stranger = await site.StrangerAsync();
        await stranger.GetAsync("/encaissement?points=tous&q=theirs");
        stranger.Names(".views li a").ShouldBeEmpty();
        await stranger.SubmitAsync(("name", "À eux"));
        await stranger.GetAsync("/encaissement/vues");
        var token = stranger.Page.QuerySelector("main input[name=_token]")!.GetAttribute("value")!;
        await stranger.PostAsync("/encaissement/vues/2", ("_token", token), ("name", "Volée"));
        stranger.Status.ShouldBe(HttpStatusCode.NotFound, "the second slot of the stranger's own");
        await stranger.PostAsync("/encaissement/vues/1", ("_token", token), ("name", ""), ("delete", "true"));
        await owner.GetAsync("/encaissement");
        owner.Names(".views li a").ShouldBe(["À moi"]);
        (await stranger.PostAsync("/encaissement/vues", ("name", "x"), ("query", ""))).Status.ShouldBe(HttpStatusCode.BadRequest, "without a token");
    }

    [Fact]
    public async Task A_view_holds_nothing_but_an_address_of_the_list()
    {
        await using var site = await PortalSite.StartAsync(DatabaseKind.Sqlite);
        using var visitor = await site.SignatoryAsync();
        await visitor.GetAsync("/encaissement?points=tous");
        var token = visitor.Page.QuerySelector("main input[name=_token]")!.GetAttribute("value")!;
        await visitor.PostAsync("/encaissement/vues", ("_token", token), ("name", "x"), ("query", "points=10000651,javascript:alert(1),10000652&evil=1&statut=%22%3E&q=ok#//elsewhere"));
        visitor.Location.ShouldBe("/encaissement?points=10000651,10000652&q=ok%23%2F%2Felsewhere");
    }
}
