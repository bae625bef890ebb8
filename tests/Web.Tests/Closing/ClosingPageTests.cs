using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Fixtures;
using Guichet.Web.Tests.Wizard;

namespace Guichet.Web.Tests.Closing;

/// <summary>«Clôture du jour» over HTTP: its figures, its days, its points.</summary>
public class ClosingPageTests
{
    private const string Path = "/encaissement/cloture";
    private const string Signatory = "708900", SignatoryPassword = "littoral-signataire-2026";

    [Theory, EachDatabase]
    public async Task The_day_shows_what_was_taken_by_means_and_each_line_leads_to_its_list(DatabaseKind kind)
    {
        await using var site = await TillSite.StartAsync(kind);
        using var till = await site.TillAsync();
        var detail = await RemainderPageTests.PartPaidAsync(site, till);
        detail = await till.PressThroughAsync(detail, "Enregistrer le règlement", ("means", "cash"), ("rest", "20"));
        await till.PressThroughAsync(detail, "Enregistrer le règlement", ("means", "card"), ("rest", "10"));
        await till.ToCodeAsync("25,00");

        var page = await till.GetAsync(Path);
        page.Title.ShouldBe("Clôture du jour");
        Means(page).ShouldBe(["Chèques-Vacances Connect 1 30,00 €", "Espèces 1 20,00 €", "Carte bancaire 1 10,00 €", "Chèques-Vacances papier 0 0,00 €", "Autre 0 0,00 €", "Total 60,00 €"]);
        Row(page, "Captured").ShouldBe("Validé 1 opérations, statut Validé : les voir 60,00 € 30,00 € 30,00 €");
        Row(page, "AwaitingCustomer").ShouldBe("En attente de paiement client 1 opérations, statut En attente de paiement client : les voir 25,00 € - -");
        page.Main.ShouldMatch(@"Établi le \d\d/\d\d/\d{4} à \d\dh\d\d\. 1 opération est encore ouverte : quand elle changera");
        page.Page.QuerySelectorAll(".num:not(th):not(:empty)").Length.ShouldBeGreaterThan(20);

        foreach (var link in page.Page.QuerySelectorAll(".figures--states a"))
        {
            var list = await till.GetAsync($"{link.GetAttribute("href")}&totaux=1");
            Screen.Line(list.Page.QuerySelector("[data-total=count]")).ShouldBe(link.FirstChild!.TextContent, link.GetAttribute("href"));
        }
    }

    [Theory, EachDatabase]
    public async Task Every_day_of_the_demonstration_says_what_the_list_says(DatabaseKind kind)
    {
        await using var site = await TillSite.StartAsync(kind);
        using var till = await site.TillAsync();
        var (today, seen) = (ParisCalendar.DayOf(site.Now), 0L);
        for (var day = today.AddDays(-12); day <= today; day = day.AddDays(1))
        {
            var page = await till.GetAsync($"{Path}?jour={Text(day)}");
            var list = await till.GetAsync($"/encaissement?du={Text(day)}&au={Text(day)}&totaux=1");
            var counted = Screen.Line(list.Page.QuerySelector("[data-total=count]"));
            if (page.Page.QuerySelector(".empty") is not null)
            {
                counted.ShouldBe("0");
                page.Main.ShouldContain(day == today ? "Aucune opération aujourd'hui" : "Aucune opération ce jour-là");
                page.Main.ShouldContain("Voir le jour précédent");
                continue;
            }

            Row(page, "All").ShouldStartWith($"Total {counted} opérations");
            Row(page, "All").ShouldContain(Screen.Line(list.Page.QuerySelector("[data-total=requested]")));
            seen += long.Parse(counted, CultureInfo.InvariantCulture);
        }

        seen.ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task Days_go_back_and_on_and_not_into_the_future()
    {
        await using var site = await TillSite.StartAsync(DatabaseKind.Sqlite);
        using var till = await site.TillAsync();
        var today = ParisCalendar.DayOf(site.Now);
        var page = await till.GetAsync(Path);
        page.ValueOf("jour").ShouldBe(Text(today));
        page.Page.QuerySelector("a[rel=next]").ShouldBeNull();
        page = await till.GetAsync(page.Page.QuerySelector("a[rel=prev]")!.GetAttribute("href")!);
        page.ValueOf("jour").ShouldBe(Text(today.AddDays(-1)));
        page.Page.QuerySelector("a[rel=next]")!.GetAttribute("href").ShouldBe($"{Path}?jour={Text(today)}");
        page = await till.GetAsync($"{Path}?jour=1%2F7%2F2020");
        page.ValueOf("jour").ShouldBe("2020-07-01", "as people write it");
        page.Main.ShouldContain("mercredi 1er juillet 2020");
        foreach (var (typed, sentence) in new[]
        {
            ("2026-02-30", "Saisissez une date, par exemple 24/06/2026."), ("hier<b>", "Saisissez une date, par exemple 24/06/2026."), (new string('9', 3_000), "Saisissez une date, par exemple 24/06/2026."),
            (Text(today.AddDays(1)), "Ce jour n'est pas encore arrivé : choisissez aujourd'hui ou un jour passé."), ("1999-12-31", "Choisissez un jour à partir du 01/01/2000."),
        })
        {
            page = await till.GetAsync($"{Path}?jour={Uri.EscapeDataString(typed)}");
            page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            page.ErrorAt("jour").ShouldBe(sentence);
            page.ValueOf("jour").ShouldBe(typed.Length > 40 ? typed[..40] : typed);
            page.Page.QuerySelector(".figures").ShouldBeNull("no other day in its place");
        }

        page = await till.GetAsync($"{Path}?jour=2000-01-01");
        page.Page.QuerySelector("a[rel=prev]").ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task A_signatory_closes_one_point_or_all_of_them(DatabaseKind kind)
    {
        await using var site = await TillSite.StartAsync(kind);
        using var till = await site.TillAsync();
        var detail = await RemainderPageTests.PartPaidAsync(site, till);
        await till.PressThroughAsync(detail, "Enregistrer le règlement", ("means", "other"), ("rest", "30"));

        using var signatory = await site.TillAsync(Signatory, SignatoryPassword);
        (await signatory.GetAsync(Path)).Location.ShouldBe("/encaissement/point?suite=cloture");
        var choice = await signatory.GetAsync("/encaissement/point?suite=cloture");
        choice.Page.QuerySelectorAll("a").Select(a => a.GetAttribute("href")).ShouldContain($"{Path}?points=tous");
        (await signatory.PressAsync(choice, "Valider", ("point", TillSite.Point))).Location.ShouldBe($"{Path}?point={TillSite.Point}");
        Means(await signatory.GetAsync($"{Path}?point={TillSite.Point}"))[^1].ShouldBe("Total 60,00 €");

        var all = await signatory.GetAsync($"{Path}?points=tous");
        all.Page.QuerySelectorAll("[data-point]").Select(row => Screen.Line(row)).First().ShouldStartWith("Camping des Pins 10000651 ");
        Screen.Line(all.Page.QuerySelector($"[data-point='{TillSite.Point}'] .figures__total")).ShouldBe("60,00 €");
        Screen.Line(all.Page.QuerySelector("[data-point=All] .figures__total")).ShouldBe(Means(all)[^1]["Total ".Length..]);
        all.Main.ShouldContain("n'ont rien ce jour");
        all.Page.QuerySelectorAll(".figures--states a").ShouldAllBe(a => a.GetAttribute("href")!.Contains("points=tous"));
        all.Page.QuerySelector("input[type=hidden][name=points]")!.GetAttribute("value").ShouldBe("tous", "another day of the same points");
        (await signatory.GetAsync($"{Path}?point=10000652")).Main.ShouldNotContain("60,00 €");
    }

    [Theory, EachDatabase]
    public async Task What_one_may_not_see_is_not_found(DatabaseKind kind)
    {
        await using var site = await TillSite.StartAsync(kind);
        using var till = await site.TillAsync();
        using var stranger = await site.TillAsync(TillSite.OtherSignatory, TillSite.OtherPassword);
        await RemainderPageTests.PartPaidAsync(site, till);
        var own = Means(await till.GetAsync(Path));
        foreach (var query in (string[])["points=tous", $"point={TillSite.Point}"])
        {
            Means(await till.GetAsync($"{Path}?{query}")).ShouldBe(own);
        }

        (await till.GetAsync($"{Path}?points=tous")).Page.QuerySelector(".figures--points").ShouldBeNull("it has one point");
        foreach (var query in (string[])["point=10000652", "points=10000651,10000652", $"point={TillSite.OtherShop}", "point=1"])
        {
            (await till.GetAsync($"{Path}?{query}")).Status.ShouldBe(HttpStatusCode.NotFound, query);
        }

        (await stranger.GetAsync($"{Path}?point={TillSite.Point}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetAsync($"{Path}?points=tous")).Main.ShouldNotContain("Camping des Pins");
        using var nobody = new Till(site.Url);
        (await nobody.GetAsync(Path)).Location.ShouldStartWith("/connexion");
    }

    [Fact]
    public async Task The_list_leads_to_the_closing_of_its_points()
    {
        await using var site = await TillSite.StartAsync(DatabaseKind.Sqlite);
        using var till = await site.TillAsync();
        (await till.GetAsync("/encaissement")).Page.QuerySelector(".close-day")!.GetAttribute("href").ShouldBe(Path);
        using var signatory = await site.TillAsync(Signatory, SignatoryPassword);
        (await signatory.GetAsync("/encaissement?points=tous&statut=valide")).Page.QuerySelector(".close-day")!.GetAttribute("href").ShouldBe($"{Path}?points=tous");
    }

    private static List<string> Means(Screen screen) => [.. screen.Page.QuerySelectorAll("[data-means]").Select(row => Screen.Line(row))];

    private static string Row(Screen screen, string tab) => Screen.Line(screen.Page.QuerySelector($"[data-tab={tab}]"));

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
