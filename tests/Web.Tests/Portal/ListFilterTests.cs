using System.Net;
using AngleSharp.Dom;
using Guichet.Fixtures;
using static Guichet.Web.Tests.Portal.ListSites;

namespace Guichet.Web.Tests.Portal;

/// <summary>Each filter's effect through HTTP: on the rows, on the chips, and back.</summary>
public class ListFilterTests(ListSites sites) : IClassFixture<ListSites>
{
    [Theory]
    [EachDatabase("periode=aujourdhui", "Aujourd'hui", new[] { Gamma, Beta, Alpha })]
    [EachDatabase("panier=alpha-1", "Panier : alpha-1", new string[0])]
    [EachDatabase("panier=Alpha-1", "Panier : Alpha-1", new[] { Alpha })]
    [EachDatabase("panier=pha-1", "Panier : pha-1", new string[0])]
    [EachDatabase("min=321&max=654,32", "De 321,00 € à 654,32 €", new[] { Beta, Alpha })]
    [EachDatabase("min=654,33", "À partir de 654,33 €", new[] { Gamma })]
    [EachDatabase("client=dossier", "Client : dossier", new[] { Alpha })]
    [EachDatabase("client=NOEMIE", "Client : NOEMIE", new[] { Beta })]
    [EachDatabase("vendeur=caisse nord", "Vendeur : caisse nord", new[] { Alpha })]
    [EachDatabase("q=dossier", "Recherche : dossier", new[] { Alpha })]
    [EachDatabase("q=caisse sud", "Recherche : caisse sud", new[] { Beta })]
    [EachDatabase("q=caisse", "Recherche : caisse", new[] { Beta, Alpha })]
    [EachDatabase("q=%25", "Recherche : %", new string[0])]
    public async Task A_filter_keeps_what_it_says_and_its_chip_takes_it_away(DatabaseKind kind, string query, string chip, string[] baskets)
    {
        using var visitor = await (await sites.OnAsync(kind)).PointAccountAsync();
        await visitor.GetAsync($"/encaissement?{query}");
        visitor.Status.ShouldBe(HttpStatusCode.OK);
        Baskets(visitor).ShouldBe(baskets);
        Counters(visitor)[0].ShouldBe($"{baskets.Length}", "the tabs count under the filter");
        visitor.Names(".removable").ShouldBe([$"Retirer le filtre {chip}"]);
        await visitor.GetAsync(visitor.Page.QuerySelector(".removable")!.GetAttribute("href")!);
        Counters(visitor)[0].ShouldBe("13");
        visitor.Names(".removable").ShouldBeEmpty();
    }

    [Theory]
    [EachDatabase("type=immediat", "Paiement immédiat")]
    [EachDatabase("type=differe", "Paiement différé")]
    [EachDatabase("type=pre-reservation", "Pré-réservation")]
    public async Task The_type_is_what_the_column_says(DatabaseKind kind, string query, string type)
    {
        using var visitor = await (await sites.OnAsync(kind)).PointAccountAsync();
        await visitor.GetAsync($"/encaissement?{query}");
        var types = visitor.Page.QuerySelectorAll(".ops__type").Select(cell => Visitor.Clean(cell.TextContent)).ToList();
        types.ShouldNotBeEmpty();
        types.ShouldAllBe(shown => shown == type);
        visitor.Page.QuerySelector(".filters")!.HasAttribute("open").ShouldBeTrue("unfolded when active");
        visitor.Page.QuerySelector("#type option[selected]:not([value=''])")!.TextContent.ShouldBe(type);
    }

    [Theory]
    [EachDatabase("en-attente", "En attente de paiement client")]
    [EachDatabase("a-valider", "A valider")]
    [EachDatabase("valide", "Validé")]
    [EachDatabase("expire", "Expiré")]
    [EachDatabase("annule", "Annulé")]
    public async Task Each_tab_shows_as_many_as_it_counts_and_nothing_else(DatabaseKind kind, string name, string status)
    {
        using var visitor = await (await sites.OnAsync(kind)).PointAccountAsync();
        await visitor.GetAsync($"/encaissement?statut={name}");
        var chips = visitor.Page.QuerySelectorAll(".ops__row .chip").Select(chip => chip.TextContent).ToList();
        chips.ShouldAllBe(shown => shown == status);
        visitor.Names(".counter[aria-current]").ShouldBe([$"{status}: {chips.Count}"]);
        visitor.Page.QuerySelector(".filters")!.HasAttribute("open").ShouldBeFalse("a tab is seen without unfolding");
    }

    [Theory, EachDatabase]
    public async Task What_ends_within_a_day_has_its_tab(DatabaseKind kind)
    {
        using var visitor = await (await sites.OnAsync(kind)).PointAccountAsync();
        await visitor.GetAsync("/encaissement?statut=expire-bientot");
        // Paid at once or never: the two requests without a limit of days.
        Baskets(visitor).ShouldBe([Gamma, Alpha]);
        visitor.Page.QuerySelectorAll(".ops__row .qualifier").ShouldAllBe(x => x.TextContent.StartsWith("expire dans"));
    }

    [Theory, EachDatabase]
    public async Task Own_dates_are_days_of_Paris_and_include_both_ends(DatabaseKind kind)
    {
        using var visitor = await (await sites.OnAsync(kind)).PointAccountAsync();
        await visitor.GetAsync("/encaissement");
        var days = visitor.Page.QuerySelectorAll("td.ops__when time").Select(time => time.GetAttribute("title")![..10]).ToList();
        foreach (var day in days.Distinct())
        {
            await visitor.GetAsync($"/encaissement?du={day}&au={day}");
            Baskets(visitor).Length.ShouldBe(days.Count(x => x == day), day);
            visitor.Names(".removable").ShouldBe([$"Retirer le filtre Du {day} au {day}"]);
            visitor.Page.QuerySelector("#du")!.GetAttribute("value").ShouldBe($"{day[6..]}-{day[3..5]}-{day[..2]}");
        }
    }

    [Theory]
    [EachDatabase("tri=montant", "ascending", 4)]
    [EachDatabase("tri=-montant", "descending", 4)]
    [EachDatabase("tri=panier", "ascending", 1)]
    [EachDatabase("tri=-panier", "descending", 1)]
    [EachDatabase("tri=action", "ascending", 0)]
    [EachDatabase("", "descending", 0)]
    public async Task Headers_sort_and_say_so(DatabaseKind kind, string query, string direction, int column)
    {
        using var visitor = await (await sites.OnAsync(kind)).PointAccountAsync();
        await visitor.GetAsync($"/encaissement?{query}");
        var headers = visitor.Page.QuerySelectorAll("th").ToList();
        headers.Single(th => th.HasAttribute("aria-sort")).ShouldBe(headers[column]);
        headers[column].GetAttribute("aria-sort").ShouldBe(direction);
        var baskets = Baskets(visitor);
        await visitor.GetAsync(headers[column].QuerySelector("a")!.GetAttribute("href")!);
        // Ties stand in the order of their making either way round, so the whole list turns over.
        Baskets(visitor).ShouldBe(Enumerable.Reverse(baskets));
    }

    [Theory, EachDatabase]
    public async Task Filters_add_up_and_are_cleared_at_once(DatabaseKind kind)
    {
        using var visitor = await (await sites.OnAsync(kind)).PointAccountAsync();
        await visitor.GetAsync("/encaissement?statut=en-attente&type=immediat&min=300&max=400&q=caisse&periode=semaine&tri=montant");
        Baskets(visitor).ShouldBe([Alpha]);
        visitor.Names(".removable").Length.ShouldBe(5);
        foreach (var link in visitor.Page.QuerySelectorAll(".removable").Select(a => a.GetAttribute("href")!))
        {
            link.Split('&').Length.ShouldBe(6 - (link.Contains("min=", StringComparison.Ordinal) ? 0 : 1), $"one condition less: {link}");
        }

        await visitor.GetAsync(visitor.Page.QuerySelectorAll("a").First(a => Visitor.Clean(a.TextContent) == "Tout effacer").GetAttribute("href")!);
        Counters(visitor)[0].ShouldBe("13");
        visitor.Page.QuerySelector("th[aria-sort]")!.TextContent.ShouldContain("Montant demandé", Case.Sensitive, "the order stays");
    }

    [Theory, EachDatabase]
    public async Task Totals_are_counted_when_asked_for(DatabaseKind kind)
    {
        using var visitor = await (await sites.OnAsync(kind)).PointAccountAsync();
        await visitor.GetAsync("/encaissement?periode=aujourdhui");
        visitor.Page.QuerySelector(".totals").ShouldBeNull();
        await visitor.GetAsync(visitor.Page.QuerySelectorAll("a").Single(a => a.TextContent == "Afficher les totaux").GetAttribute("href")!);
        visitor.Names("[data-total]").ShouldBe(["3", "1 962,32 €", "0,00 €"]);
        visitor.Names(".removable").ShouldBe(["Retirer le filtre Aujourd'hui"]);
    }

    [Theory, EachDatabase]
    public async Task An_empty_list_says_why_and_offers_to_widen(DatabaseKind kind)
    {
        using var visitor = await (await sites.OnAsync(kind)).PointAccountAsync();
        await visitor.GetAsync("/encaissement?periode=aujourdhui&statut=valide");
        visitor.Main.ShouldContain("Aucune opération ne correspond à tous ces filtres.");
        visitor.Names(".empty a").ShouldBe(["Voir tous les statuts", "Élargir : cette semaine", "Chercher à toutes les dates", "Tout effacer"]);
        await visitor.GetAsync(visitor.Page.QuerySelector(".empty a")!.GetAttribute("href")!);
        Baskets(visitor).ShouldBe([Gamma, Beta, Alpha]);
        await visitor.GetAsync("/encaissement?du=2001-01-01&au=2001-01-02");
        visitor.Names(".empty a").ShouldBe(["Chercher à toutes les dates", "Tout effacer"]);
    }
}
