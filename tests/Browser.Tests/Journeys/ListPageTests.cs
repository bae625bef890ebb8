using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>«Vos opérations» under the hands of a merchant: filters and chips, views, keyboard, phone.</summary>
public class ListPageTests(Chromium chromium, Counters counters) : JourneyTest(chromium, counters)
{
    [Theory, EachDatabase]
    public async Task A_filter_is_set_seen_and_taken_away(DatabaseKind kind)
    {
        var till = await TillAsync(await SharedAsync(kind));
        var page = till.Page;
        await page.GotoAsync("/encaissement");
        var all = await Rows(page).CountAsync();
        await page.GetByText("Filtres", new() { Exact = true }).ClickAsync();
        await page.Textbox("Montant minimum").FillAsync("100");
        await page.GetByLabel("Type de paiement").SelectOptionAsync("Pré-réservation");
        await page.PressAsync("Appliquer");
        await page.ToAddressAsync("**/encaissement?*type=pre-reservation*");
        new Uri(page.Url).Query.ShouldBe("?min=100&type=pre-reservation", "what was left empty is not in the address");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Retirer le filtre Type : Pré-réservation" })).ToBeVisibleAsync();
        await Expect(page.Textbox("Montant minimum")).ToHaveValueAsync("100,00");
        (await Rows(page).CountAsync()).ShouldBeLessThan(all);

        await page.GetByRole(AriaRole.Link, new() { Name = "Retirer le filtre Type : Pré-réservation" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = $"Retirer le filtre À partir de {WizardSteps.Spaced("100,00 €")}" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Retirer") })).ToHaveCountAsync(0);
        await Expect(Rows(page)).ToHaveCountAsync(all);
        await page.GoBackAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Retirer") })).ToHaveCountAsync(1);
    }

    [Theory, EachDatabase]
    public async Task A_view_is_kept_and_found_again_without_scripts_too(DatabaseKind kind)
    {
        foreach (var scripts in (bool[])[true, false])
        {
            var till = await TillAsync(await SharedAsync(kind), o => o.JavaScriptEnabled = scripts);
            var page = till.Page;
            await page.GotoAsync("/encaissement?statut=annule&tri=montant");
            await page.Locator(".views > summary").ClickAsync();
            await page.Textbox("Nom de la vue").FillAsync($"Annulées {scripts}");
            await page.PressAsync("Enregistrer cette vue");
            await page.GotoAsync("/encaissement");
            await page.Locator(".views > summary").ClickAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = $"Annulées {scripts}", Exact = true }).ClickAsync();
            new Uri(page.Url).Query.ShouldBe("?statut=annule&tri=montant");
            await Expect(page.Locator(".counter[aria-current]")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("Annulé: [0-9]"));
            await page.GotoAsync("/encaissement/vues");
            await page.PressAsync($"Supprimer Annulées {scripts}");
            await Expect(page.GetByRole(AriaRole.Link, new() { Name = $"Annulées {scripts}", Exact = true })).ToHaveCountAsync(0);
        }
    }

    [Fact]
    public async Task The_keyboard_alone_searches_walks_and_opens()
    {
        var till = await TillAsync(await SharedAsync(DatabaseKind.Sqlite));
        var page = till.Page;
        await page.GotoAsync("/encaissement");
        var search = page.GetByRole(AriaRole.Searchbox, new() { Name = "Rechercher" });
        await page.Keyboard.PressAsync("/");
        await Expect(search).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("REF/jk");
        await Expect(search).ToHaveValueAsync("REF/jk");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("REF");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Retirer le filtre Recherche : REF" })).ToBeVisibleAsync();
        await page.LoadedAsync(); // the keys are a script's

        var baskets = page.Locator("td.ops__basket a");
        await page.Keyboard.PressAsync("j");
        await Expect(baskets.Nth(0)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("j");
        await Expect(baskets.Nth(2)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("k");
        await page.Keyboard.PressAsync("k");
        await Expect(baskets.Nth(0)).ToBeFocusedAsync();
        var basket = await baskets.Nth(0).InnerTextAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.ToAddressAsync("**/encaissement/operations/*");
        await Expect(page.Locator("main")).ToContainTextAsync(basket);

        // Whoever dictates to a computer can switch single keys off, for good.
        await page.GotoAsync("/encaissement");
        await page.PressAsync("Raccourcis clavier");
        await page.GetByLabel("Raccourcis d'une touche").UncheckAsync();
        await page.ReloadAsync();
        await page.Keyboard.PressAsync("/");
        await Expect(search).Not.ToBeFocusedAsync();
    }

    [Fact]
    public async Task On_a_phone_rows_are_cards_and_what_matters_is_under_the_thumb()
    {
        var till = await TillAsync(await SharedAsync(DatabaseKind.Sqlite), o => (o.ViewportSize, o.HasTouch, o.IsMobile) = (new() { Width = 390, Height = 844 }, true, true));
        var page = till.Page;
        await page.GotoAsync("/encaissement");
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0);
        foreach (var action in await page.Locator(".ops__buttons a").AllAsync())
        {
            var box = (await action.BoundingBoxAsync())!;
            box.Height.ShouldBeGreaterThanOrEqualTo(44, await action.InnerTextAsync());
            box.Width.ShouldBeGreaterThanOrEqualTo(44);
        }

        await page.EvaluateAsync("() => scrollTo(0, document.documentElement.scrollHeight)");
        var collect = (await page.GetByRole(AriaRole.Link, new() { Name = "Encaisser", Exact = true }).BoundingBoxAsync())!;
        collect.Y.ShouldBeInRange(422, 844 - collect.Height, "in reach wherever one has scrolled to");
        var last = (await page.Locator(".foot a").Last.BoundingBoxAsync())!;
        (last.Y + last.Height).ShouldBeLessThanOrEqualTo(collect.Y, "it covers nothing at the end");
        await page.Locator(".counter--captured").ClickAsync();
        await page.ToAddressAsync("**/encaissement?statut=valide");
        await Expect(page.Locator(".counter--captured")).ToBeInViewportAsync();
    }

    static ILocator Rows(IPage page) => page.Locator(".ops__row");
}
