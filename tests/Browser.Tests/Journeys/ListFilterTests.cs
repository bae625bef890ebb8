using System.Globalization;
using Guichet.Browser.Tests.Infrastructure;
using Guichet.Domain;
using Guichet.Fixtures;
using Guichet.Web.Merchant.Operations;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>Every filter under the hands of a merchant. That both databases find the same is tested below the pages; what is found is known by its amounts.</summary>
public class ListFilterTests(Chromium chromium, ListCounters counters) : JourneyTest(chromium, counters), IClassFixture<ListCounters>
{
    /// <summary>The requests of the demonstration by their amounts, and how many days ago each was last touched.</summary>
    static readonly (int Euros, int DaysAgo)[] Past = [(42, 1), (60, 1), (180, 1), (150, 2), (95, 3), (35, 4), (75, 4), (28, 5), (210, 6), (64, 9)];

    [Fact]
    public async Task Every_field_of_the_panel_finds_its_rows_and_its_chip_takes_it_away()
    {
        var page = (await TillAsync(await SharedAsync(DatabaseKind.Sqlite))).Page;
        var today = ParisCalendar.DayOf(TimeProvider.System.GetUtcNow());
        (string Chip, int[] Euros, Func<Task> Fill)[] filters =
        [
            ("Panier : PANIER", [21, 22, 23], () => page.Textbox("N° de panier").FillAsync("PANIER")),
            ("Client : dossier 4711", [22], () => page.Textbox("Client").FillAsync("dossier 4711")),
            ($"Client : {People.Lea.Email}", [22], () => page.Textbox("Client").FillAsync(People.Lea.Email)),
            ("Vendeur : caisse 7", [21], () => page.Textbox("Vendeur").FillAsync("caisse 7")),
            ($"De {WizardSteps.Spaced("100,00 €")} à {WizardSteps.Spaced("180,00 €")}", [150, 180], () => BothAsync("Montant minimum", "100", "Montant maximum", "180")),
            ("Type : Pré-réservation", [23, 64, 95, 150, 210], () => page.GetByLabel("Type de paiement").SelectOptionAsync("pre-reservation")),
            ("Type : Paiement immédiat", [28, 35, 42, 60], () => page.GetByLabel("Type de paiement").SelectOptionAsync("immediat")),
            ("Statut : A valider", [150], () => page.Locator("#statut").SelectOptionAsync("a-valider")),
            ($"Du {Deal.Day(today.AddDays(-4))} au {Deal.Day(today.AddDays(-3))}", [35, 75, 95], () => BothAsync("Du", $"{today.AddDays(-4):yyyy-MM-dd}", "Au", $"{today.AddDays(-3):yyyy-MM-dd}")),
            ("Recherche : lodge", [150], () => page.GetByRole(AriaRole.Searchbox).FillAsync("lodge")),
        ];
        await page.GotoAsync("/encaissement");
        foreach (var (chip, euros, fill) in filters)
        {
            if (!await page.Locator(".filters").EvaluateAsync<bool>("e => e.open")) await page.Locator(".filters > summary").ClickAsync();
            await fill();
            await page.PressAsync("Appliquer");
            var remove = page.GetByRole(AriaRole.Link, new() { Name = $"Retirer le filtre {chip}", Exact = true });
            await Expect(remove).ToBeVisibleAsync();
            (await SortedAsync(page)).ShouldBe(euros, chip);
            await remove.ClickAsync();
            await Expect(page.Locator(".removable")).ToHaveCountAsync(0);
            await page.ToAddressAsync("**/encaissement");
        }

        async Task BothAsync(string first, string low, string second, string high)
        {
            await page.GetByLabel(first, new() { Exact = true }).FillAsync(low);
            await page.GetByLabel(second, new() { Exact = true }).FillAsync(high);
        }
    }

    [Fact]
    public async Task Tabs_and_ready_ranges_show_their_rows_and_everything_is_cleared_at_once()
    {
        var page = (await TillAsync(await SharedAsync(DatabaseKind.Sqlite))).Page;
        var today = ParisCalendar.DayOf(TimeProvider.System.GetUtcNow());
        await page.GotoAsync("/encaissement?min=31"); // without those that are there thirty times
        foreach (var (tab, euros) in new (string, int[])[] { ("authorized", [150]), ("captured", [42, 60, 95]), ("expired", [64, 75]), ("canceled", [35, 210]), ("awaiting-customer", [180]), ("expires-soon", []) })
        {
            await page.Locator($".counter--{tab}").ClickAsync();
            await Expect(page.Locator($".counter--{tab}[aria-current]")).ToBeVisibleAsync();
            (await SortedAsync(page)).ShouldBe(euros, tab);
            await Expect(page.Locator($".counter--{tab} [data-counter]")).ToHaveTextAsync($"{euros.Length}");
        }

        await page.Locator(".counter--all").ClickAsync();
        foreach (var range in Enum.GetValues<ReadyRange>())
        {
            var link = page.Locator($".range[href*='periode={ListNames.Of(ListNames.Ranges, (ReadyRange?)range)}&']");
            await link.ClickAsync();
            await Expect(link).ToHaveAttributeAsync("aria-current", "true");
            var (from, to) = range.Days(today);
            (await SortedAsync(page)).ShouldBe(Past.Where(x => x.Euros >= 31 && today.AddDays(-x.DaysAgo) is var day && day >= from && day <= to).Select(x => x.Euros).Order().ToArray(), range.ToString());
        }

        await page.GetByRole(AriaRole.Link, new() { Name = "Tout effacer", Exact = true }).First.ClickAsync();
        await page.ToAddressAsync("**/encaissement");
        await Expect(page.Locator(".removable")).ToHaveCountAsync(0);
        await Expect(page.Locator(".ops__row")).ToHaveCountAsync(25);
    }

    [Fact]
    public async Task A_signatory_sees_one_point_several_or_all()
    {
        var counter = await SharedAsync(DatabaseKind.Sqlite);
        var page = (await KnownAsync("paul", counter, person => person.SignInAsMerchantAsync(People.PaulNumber, People.PaulPassword), null)).Page;
        await page.GotoAsync("/encaissement?points=tous&min=36");
        var all = await PointsAsync();
        all.Length.ShouldBe(3);
        await page.GetByLabel("Tous les points d'accueil").UncheckAsync();
        foreach (var point in all[..2]) await page.Locator(".filters__points").GetByLabel(point, new() { Exact = true }).CheckAsync();
        await page.PressAsync("Appliquer");
        await Expect(page.Locator(".point__name")).ToContainTextAsync(" · ");
        (await PointsAsync()).ShouldBe(all[..2]);
        await page.Locator(".filters__points").GetByLabel(all[0], new() { Exact = true }).UncheckAsync();
        await page.PressAsync("Appliquer");
        await Expect(page.Locator(".point__name")).ToContainTextAsync(all[1]);
        await Expect(page.Locator(".ops__row").First).ToBeVisibleAsync();
        await Expect(page.Locator("td.ops__point")).ToHaveCountAsync(0); // one point needs no column

        async Task<string[]> PointsAsync() => [.. (await page.Locator("td.ops__point").AllInnerTextsAsync()).Distinct().Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task A_view_is_renamed_and_goes_on_showing_the_same()
    {
        var page = (await TillAsync(await SharedAsync(DatabaseKind.Sqlite))).Page;
        await page.GotoAsync("/encaissement?panier=PANIER");
        await page.Locator(".views > summary").ClickAsync();
        await page.Textbox("Nom de la vue").FillAsync("Paniers");
        await page.PressAsync("Enregistrer cette vue");
        await page.GotoAsync("/encaissement/vues");
        await page.GetByLabel("Nom de la vue Paniers").FillAsync("Paniers du jour");
        await page.PressAsync("Renommer Paniers");
        await page.GetByRole(AriaRole.Link, new() { Name = "Paniers du jour", Exact = true }).ClickAsync();
        await page.ToAddressAsync("**/encaissement?panier=PANIER");
        (await AmountsAsync(page)).ShouldBe([23, 22, 21]);
    }

    [Fact]
    public async Task On_a_phone_the_panel_is_out_of_the_way_once_it_is_applied()
    {
        var counter = await SharedAsync(DatabaseKind.Sqlite);
        foreach (var scripts in (bool[])[true, false])
        {
            var page = (await TillAsync(counter, o => (o.ViewportSize, o.HasTouch, o.IsMobile, o.JavaScriptEnabled) = (new() { Width = 390, Height = 844 }, true, true, scripts))).Page;
            await page.GotoAsync("/encaissement");
            await page.Locator(".filters > summary").ClickAsync();
            await page.Textbox("N° de panier").FillAsync("PANIER");
            await page.PressAsync("Appliquer");
            await Expect(page.Locator(".filters__active")).ToContainTextAsync("1");
            await Expect(page.Locator(".removable")).ToContainTextAsync("Panier : PANIER");
            await Expect(page.Textbox("N° de panier")).ToBeVisibleAsync(new() { Visible = !scripts });
            if (scripts)
            {
                await Expect(page.Locator(".ops__row").First).ToBeInViewportAsync();
                await page.Locator(".filters > summary").ClickAsync();
                await Expect(page.Textbox("N° de panier")).ToHaveValueAsync("PANIER");
                await page.Textbox("Montant minimum").FillAsync("abc");
                await page.PressAsync("Appliquer");
                await Expect(page.Locator(".filters__wrong")).ToBeVisibleAsync(); // what is wrong is not folded away
            }
        }
    }

    static async Task<int[]> SortedAsync(IPage page) => [.. (await AmountsAsync(page)).Order()];

    static async Task<int[]> AmountsAsync(IPage page) =>
        [.. (await page.Locator("td.ops__requested").AllInnerTextsAsync()).Select(text => int.Parse(text.TrimStart('+').Split(',')[0], CultureInfo.InvariantCulture))];
}
