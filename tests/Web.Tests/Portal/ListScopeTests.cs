using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using Guichet.Fixtures;
using static Guichet.Web.Tests.Portal.ListSites;

namespace Guichet.Web.Tests.Portal;

/// <summary>One point, several or all in one list: each account sees its own, in the rows, the counters, the search, the totals and the live answers.</summary>
public class ListScopeTests(ListSites sites) : IClassFixture<ListSites>
{
    private const string Pins = "10000651", Museum = "10000652", Hotel = "10000653", Foreign = "10000661";

    [Theory, EachDatabase]
    public async Task A_signatory_sees_one_point_several_or_all(DatabaseKind kind)
    {
        using var visitor = await (await sites.OnAsync(kind)).SignatoryAsync();
        Dictionary<string, int> counts = [];
        foreach (var shopId in new[] { Pins, Museum, Hotel })
        {
            await visitor.GetAsync($"/encaissement?point={shopId}");
            visitor.Names("th").ShouldNotContain("Point d'accueil");
            counts[shopId] = int.Parse(Counters(visitor)[0], null);
        }

        await visitor.GetAsync($"/encaissement?points={Pins},{Hotel}");
        Counters(visitor)[0].ShouldBe($"{counts[Pins] + counts[Hotel]}");
        visitor.Page.QuerySelector(".point__name")!.TextContent.ShouldContain("Camping des Pins · Hôtel du Port");
        visitor.Page.QuerySelectorAll("td.ops__point").Select(x => x.TextContent).Distinct().ShouldBe(["Camping des Pins", "Hôtel du Port"], ignoreOrder: true);
        visitor.Page.QuerySelectorAll(".counter, .range[href], .sort").ShouldAllBe(a => a.GetAttribute("href")!.Contains($"points={Pins},{Hotel}"));

        await visitor.GetAsync("/encaissement?points=tous");
        Counters(visitor)[0].ShouldBe($"{counts.Values.Sum()}");
        visitor.Page.QuerySelector(".point__name")!.TextContent.ShouldContain("Tous les points d'accueil");
        visitor.Page.QuerySelectorAll("td.ops__point").Select(x => x.TextContent).Distinct().Order(StringComparer.Ordinal).ShouldBe(["Camping des Pins", "Hôtel du Port", "Musée de la Mer"]);
        visitor.Page.QuerySelector(".collect")!.GetAttribute("href").ShouldBe("/encaissement/point?suite=encaisser", "whom to collect for is asked");
        visitor.Names(".filters__points input[checked] ~ label").ShouldBe(["Tous les points d'accueil"]);
    }

    [Theory, EachDatabase]
    public async Task A_point_account_only_ever_sees_its_own(DatabaseKind kind)
    {
        using var visitor = await (await sites.OnAsync(kind)).PointAccountAsync();
        await visitor.GetAsync("/encaissement");
        var own = Counters(visitor);
        foreach (var query in new[] { "points=tous", $"points={Pins}", $"point={Pins}" })
        {
            await visitor.GetAsync($"/encaissement?{query}");
            Counters(visitor).ShouldBe(own, query);
            visitor.Names("th").ShouldNotContain("Point d'accueil");
            visitor.Page.QuerySelector(".filters__points").ShouldBeNull();
            visitor.Page.QuerySelectorAll(".counter").ShouldAllBe(a => !a.GetAttribute("href")!.Contains("point"));
        }
    }

    [Theory, EachDatabase]
    public async Task What_one_may_not_see_does_not_exist(DatabaseKind kind)
    {
        var site = await sites.OnAsync(kind);
        using var owner = await site.PointAccountAsync();
        using var signatory = await site.SignatoryAsync();
        foreach (var (visitor, query) in new[]
        {
            (owner, $"points={Museum}"), (owner, $"points={Pins},{Museum}"), (signatory, $"points={Foreign}"), (signatory, $"points={Pins},{Foreign}"), (signatory, "points=1"),
            (signatory, "points=%00"), (signatory, $"points={Pins}&points=99999999"),
        })
        {
            foreach (var path in new[] { "/encaissement", "/encaissement/etat", "/encaissement/flux" })
            {
                (await visitor.GetAsync($"{path}?{query}")).Status.ShouldBe(HttpStatusCode.NotFound, $"{path}?{query}");
            }
        }
    }

    [Theory, EachDatabase]
    public async Task A_stranger_finds_nothing_of_it_by_any_filter(DatabaseKind kind)
    {
        using var stranger = await (await sites.OnAsync(kind)).StrangerAsync();
        foreach (var query in new[] { "", "q=caisse", "panier=Alpha", "client=10000000011", "min=321&max=321", "vendeur=caisse", "statut=en-attente", "totaux=1&q=dossier" })
        {
            await stranger.GetAsync($"/encaissement?points=tous&{query}");
            stranger.Status.ShouldBe(HttpStatusCode.OK);
            Baskets(stranger).Intersect(All).ShouldBeEmpty(query);
        }

        await stranger.GetAsync("/encaissement?points=tous&q=caisse&totaux=1");
        Counters(stranger).ShouldAllBe(count => count == "0");
        stranger.Names("[data-total=count]").ShouldBe(["0"]);
    }

    [Theory, EachDatabase]
    public async Task The_live_answers_speak_of_the_points_that_are_shown(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        var pins = await site.ActorAsync();
        var payment = await site.AskAsync(pins, "Live");
        using var signatory = await site.SignatoryAsync();
        using var stranger = await site.StrangerAsync();
        foreach (var (visitor, query, isIt) in new[] { (signatory, "points=tous", true), (signatory, $"points={Pins},{Hotel}", true), (signatory, $"point={Hotel}", false), (stranger, "points=tous", false) })
        {
            await visitor.GetAsync($"/encaissement/etat?{query}");
            var state = JsonDocument.Parse(await visitor.Answer.Content.ReadAsStringAsync()).RootElement;
            (state.GetProperty("newest").GetString() == $"{payment.Number}:1").ShouldBe(isIt, query);
            await visitor.GetAsync($"/encaissement?{query}&statut=valide");
            visitor.Page.QuerySelector("[data-live]")!.GetAttribute("data-newest").ShouldBe(state.GetProperty("newest").GetString(), "under a filter that hides it too");
        }
    }
}
