using System.Net;
using AngleSharp.Dom;
using Guichet.App.Payments;
using Guichet.Fixtures;
using Guichet.Web.Merchant.Operations;

namespace Guichet.Web.Tests.Portal;

public class ListTests(PortalSites sites) : IClassFixture<PortalSites>
{
    [Theory, EachDatabase]
    public async Task A_point_account_goes_straight_to_its_list(DatabaseKind kind)
    {
        using var visitor = await (await sites.OnAsync(kind)).PointAccountAsync();
        await visitor.GetAsync("/encaissement");
        visitor.Status.ShouldBe(HttpStatusCode.OK);
        visitor.Page.QuerySelector(".point__name")!.TextContent.ShouldContain("Camping des Pins");
        visitor.Names(".point a").ShouldBeEmpty("it has nothing to change to");
        visitor.Names("th").ShouldBe(["Dernière action", "N° de panier", "Type de paiement", "Statut", "Montant demandé", "Montant reçu", "Actions"]);
        visitor.Names(".counter").ShouldBe(
            ["Toutes: 10", "En attente de paiement client: 1", "A valider: 1", "Expire bientôt: 0", "Validé: 3", "Expiré: 2", "Annulé: 3"]);
        visitor.Names(".page-head a").ShouldBe(["Clôture du jour", "Exporter vers Excel (.xlsx)", "CSV (exporter en .csv)", "Encaisser"]);
        Rows(visitor).Length.ShouldBe(10);
    }

    [Theory, EachDatabase]
    public async Task Each_state_reads_as_the_guide_says(DatabaseKind kind)
    {
        using var visitor = await (await sites.OnAsync(kind)).PointAccountAsync();
        await visitor.GetAsync("/encaissement");
        var rows = Rows(visitor).Select(row => string.Join(" | ", row.QuerySelectorAll("td").Skip(2).Take(4).Select(cell => Visitor.Clean(cell.TextContent)))).ToList();
        rows.ShouldContain("Paiement immédiat | Validé | +42,00 € | +42,00 €");
        rows.ShouldContain("Paiement immédiat | Validé partiel | +60,00 € | +45,00 €");
        rows.ShouldContain("Paiement différé | En attente de paiement client | +180,00 € | -");
        rows.ShouldContain("Pré-réservation | A valider | +150,00 € | +150,00 €");
        rows.ShouldContain("Paiement immédiat | Annulé refusé par le client | +35,00 € | -");
        rows.ShouldContain("Pré-réservation | Expiré non validé à temps | +64,00 € | -");
        rows.ShouldContain("Pré-réservation | Annulé | +210,00 € | -");
    }

    [Theory, EachDatabase]
    public async Task Actions_follow_the_state_and_are_named_with_the_basket(DatabaseKind kind)
    {
        using var visitor = await (await sites.OnAsync(kind)).PointAccountAsync();
        await visitor.GetAsync("/encaissement");
        Actions(visitor, "A valider").ShouldBe(["Valider", "Annuler", "Détail"]);
        Actions(visitor, "En attente de paiement client").ShouldBe(["Annuler", "Détail"]);
        Actions(visitor, "Expiré").ShouldBe(["Détail"]);
        Actions(visitor, "Validé").ShouldBe(["Détail"]);
    }

    [Theory, EachDatabase]
    public async Task Counters_filter(DatabaseKind kind)
    {
        using var visitor = await (await sites.OnAsync(kind)).PointAccountAsync();
        await visitor.GetAsync("/encaissement");
        await visitor.GetAsync(visitor.Page.QuerySelector(".counter--authorized")!.GetAttribute("href")!);
        Rows(visitor).ShouldAllBe(row => row.QuerySelector(".chip")!.TextContent == "A valider");
        visitor.Names(".counter[aria-current=true]").ShouldBe(["A valider: 1"]);
        await visitor.GetAsync("/encaissement?statut=nothing");
        Rows(visitor).Length.ShouldBe(10, "an unknown filter filters nothing");
    }

    [Theory, EachDatabase]
    public async Task Instants_read_near_and_are_exact_underneath(DatabaseKind kind)
    {
        using var visitor = await (await sites.OnAsync(kind)).PointAccountAsync();
        await visitor.GetAsync("/encaissement");
        foreach (var time in visitor.Page.QuerySelectorAll(".ops__when time"))
        {
            time.GetAttribute("title")!.ShouldMatch("^[0-3][0-9]/[01][0-9]/20[0-9]{2} [0-2][0-9]h[0-5][0-9]$");
            (time.QuerySelector(".no-print") ?? time).TextContent.Trim().ShouldMatch("^((aujourd'hui|hier) [0-2][0-9]h[0-5][0-9]|[0-9]{2}/[0-9]{2}/[0-9]{4} [0-2][0-9]h[0-5][0-9])$");
        }
    }

    [Theory, EachDatabase]
    public async Task Pages_follow_a_key_and_lose_and_repeat_nothing(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        var actor = await site.ActorAsync();
        for (var i = 1; i <= FindPayments.PageSize + 5; i++)
        {
            await site.AskAsync(actor, $"Panier {i}");
        }

        using var visitor = await site.PointAccountAsync();
        List<string> seen = [];
        for (var path = "/encaissement"; path is not null; path = visitor.Page.QuerySelector(".pager a[rel=next]")?.GetAttribute("href"))
        {
            await visitor.GetAsync(path);
            // A new request meanwhile moves nobody's place.
            await site.AskAsync(actor, $"Meanwhile {seen.Count}");
            seen.AddRange(Rows(visitor).Select(row => row.GetAttribute("data-payment")!));
        }

        seen.Count.ShouldBe(FindPayments.PageSize + 5 + 10);
        seen.Distinct().Count().ShouldBe(seen.Count);
        visitor.Names(".pager a").ShouldBe(["Précédent"]);
        var back = Rows(visitor).Length;
        for (var path = visitor.Page.QuerySelector(".pager a[rel=prev]")?.GetAttribute("href"); path is not null; path = visitor.Page.QuerySelector(".pager a[rel=prev]")?.GetAttribute("href"))
        {
            await visitor.GetAsync(path);
            back += Rows(visitor).Length;
        }

        visitor.Names(".pager a").ShouldBe(["Suivant"]);
        Rows(visitor)[0].QuerySelector(".ops__basket")!.TextContent.ShouldStartWith("Meanwhile", customMessage: "what came on top meanwhile");
        back.ShouldBeGreaterThanOrEqualTo(seen.Count);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("aaaaaaaaaa-99999999999999999999")]
    [InlineData("aaaaaaaaaa-253402300800000")]
    [InlineData("aaaaaaaaaa--5")]
    [InlineData("aaaaaaaaaa-%00%F0%9F%98%80")]
    [InlineData("aaaaaaaaaa-1&statut=%ED%A0%80")]
    public async Task A_place_that_is_none_is_the_beginning(string place)
    {
        using var visitor = await (await sites.OnAsync(DatabaseKind.Sqlite)).PointAccountAsync();
        await visitor.GetAsync($"/encaissement?apres={place}");
        visitor.Status.ShouldBe(HttpStatusCode.OK);
        Rows(visitor).Length.ShouldBe(10);
    }

    [Theory, EachDatabase]
    public async Task A_live_page_asks_for_the_content_alone(DatabaseKind kind)
    {
        using var visitor = await (await sites.OnAsync(kind)).PointAccountAsync();
        await visitor.GetAsync("/encaissement", asFragment: true);
        visitor.Page.QuerySelector("[data-live=operations] [data-payment][data-version]").ShouldNotBeNull();
        visitor.Page.QuerySelector("header, footer, .nav").ShouldBeNull();
        await visitor.GetAsync(visitor.Page.QuerySelector(".ops__basket a")!.GetAttribute("href")!, asFragment: true);
        visitor.Page.QuerySelector("[data-live=payment][data-payment][data-version][data-status]").ShouldNotBeNull();
        visitor.Page.QuerySelector("header, footer, .nav").ShouldBeNull();
    }

    [Theory]
    [InlineData(0, false, "0")]
    [InlineData(1_000, false, "1 000")]
    [InlineData(1_000, true, "1 000+")]
    public void Counts_are_capped(int count, bool orMore, string shown)
    {
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("fr-FR");
        Visitor.Clean(ListModel.Shown(new TabCount(count, orMore))).ShouldBe(shown);
    }

    private static IElement[] Rows(Visitor visitor) => [.. visitor.Page.QuerySelectorAll(".ops__row")];

    /// <summary>Of the first row in a state, without the basket number that each must end with.</summary>
    private static string[] Actions(Visitor visitor, string status)
    {
        var row = Rows(visitor).First(r => r.QuerySelector(".chip")!.TextContent == status);
        var basket = $" {row.QuerySelector(".ops__basket")!.TextContent}";
        var names = row.QuerySelectorAll(".ops__buttons a").Select(a => Visitor.Clean(a.TextContent)).ToArray();
        names.ShouldAllBe(name => name.EndsWith(basket, StringComparison.Ordinal));
        return [.. names.Select(name => name[..^basket.Length])];
    }
}
