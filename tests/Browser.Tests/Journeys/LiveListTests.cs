using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>A list that is open follows what happens elsewhere, whatever it shows and whatever one is doing with it.</summary>
public class LiveListTests(Chromium chromium, Counters counters) : JourneyTest(chromium, counters)
{
    [Theory, EachDatabase]
    public async Task Behind_an_open_dialog_the_list_moves_and_nothing_is_lost(DatabaseKind kind)
    {
        var counter = await SharedAsync(kind);
        var (till, office) = (await TillAsync(counter), await TillAsync(counter));
        var page = till.Page;
        await page.GotoAsync("/encaissement");
        var row = page.Locator(".ops__row").Filter(new() { Has = page.Locator(".chip--authorized") }).First;
        var opener = row.GetByRole(AriaRole.Link, new() { NameRegex = new("^Valider ") });
        var name = (await opener.InnerTextAsync()).Trim();
        await opener.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "VALIDER LA PRÉ-RÉSERVATION" });
        await dialog.Amount().FillAsync("12,34");
        await page.EvaluateAsync("() => { window.isTheSamePage = true; }");

        await office.ShowCodeAsync("20,00");
        var fresh = page.Locator($"[data-payment='{office.Number()}']");
        await Expect(fresh).ToBeAttachedAsync();
        await Expect(fresh).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("is-flash"));
        (await page.EvaluateAsync<bool>("() => document.querySelector('.ops__row').classList.contains('is-flash')")).ShouldBeTrue("the newest is on top");
        await Expect(dialog.Amount()).ToHaveValueAsync("12,34");
        await Expect(dialog.Amount()).ToBeFocusedAsync();
        (await page.EvaluateAsync<bool>("() => window.isTheSamePage")).ShouldBeTrue("nothing was loaded again");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = name.Replace("\n", " ", StringComparison.Ordinal), Exact = true }).First).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_row_beneath_a_dialog_follows_its_customer_while_the_dialog_keeps_what_is_typed()
    {
        var counter = await SharedAsync(DatabaseKind.Sqlite);
        var (till, office, lea) = (await TillAsync(counter), await TillAsync(counter), await CustomerAsync(counter, People.Lea));
        await lea.OpenAsync(await office.ShowCodeAsync("20,00"));
        var page = till.Page;
        await page.GotoAsync("/encaissement");
        var row = page.Locator($"[data-payment='{office.Number()}']");
        await Expect(row.Locator(".chip")).ToHaveTextAsync(ListSteps.Waiting);
        await page.Locator(".ops__row").Filter(new() { Has = page.Locator(".chip--authorized") }).First.GetByRole(AriaRole.Link, new() { NameRegex = new("^Valider ") }).ClickAsync();
        var amount = page.GetByRole(AriaRole.Dialog).Amount();
        await amount.FillAsync("56,7");
        await lea.ApproveAsync(People.Lea.Code, "1,00");
        await Expect(row.Locator(".chip")).ToHaveTextAsync(ListSteps.Validated);
        await Expect(row).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("is-flash"));
        await Expect(amount).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("8");
        await Expect(amount).ToHaveValueAsync("56,78");
    }

    [Theory, EachDatabase]
    public async Task Under_a_filter_what_no_longer_fits_leaves_by_itself(DatabaseKind kind)
    {
        var counter = await SharedAsync(kind);
        var (till, office, lea) = (await TillAsync(counter), await TillAsync(counter), await CustomerAsync(counter, People.Lea));
        await lea.OpenAsync(await office.ShowCodeAsync("20,00"));
        await till.Page.GotoAsync("/encaissement?statut=en-attente&min=20&max=20");
        var row = till.Page.Locator($"[data-payment='{office.Number()}']");
        await Expect(row).ToBeVisibleAsync();
        var waiting = int.Parse(await till.Page.Locator("[data-counter='awaiting-customer']").InnerTextAsync(), null);
        await till.Page.Locator("#q").FillAsync("under way");
        await lea.ApproveAsync(People.Lea.Code, "1,00");
        await Expect(row).ToHaveCountAsync(0);
        await Expect(till.Page.Locator("[data-counter='awaiting-customer']")).ToHaveTextAsync($"{waiting - 1}");
        await Expect(till.Page.Locator("#q")).ToHaveValueAsync("under way");
    }

    [Theory, EachDatabase]
    public async Task A_signatory_hears_of_all_points(DatabaseKind kind)
    {
        var counter = await SharedAsync(kind);
        var till = await TillAsync(counter);
        var paul = await KnownAsync("paul", counter, person => person.SignInAsMerchantAsync(People.PaulNumber, People.PaulPassword), null);
        await paul.Page.GotoAsync("/encaissement?points=tous&tri=montant");
        await Expect(paul.Page.Locator(".ops__row").First).ToBeVisibleAsync();
        await till.ShowCodeAsync("20,00");
        var row = paul.Page.Locator($"[data-payment='{till.Number()}']");
        await Expect(row).ToBeVisibleAsync();
        await Expect(row.Locator(".ops__point")).ToHaveTextAsync(People.PinsName);
    }

    [Fact]
    public async Task What_is_being_read_stays_where_it_is()
    {
        var counter = await SharedAsync(DatabaseKind.Sqlite);
        var (till, office) = (await TillAsync(counter, o => o.ViewportSize = new() { Width = 1280, Height = 500 }), await TillAsync(counter));
        var page = till.Page;
        await page.GotoAsync("/encaissement");
        var link = page.Locator("td.ops__basket a").Nth(6);
        var href = await link.GetAttributeAsync("href");
        await link.FocusAsync();
        await page.EvaluateAsync("() => scrollTo({ top: document.querySelectorAll('.ops__row')[5].getBoundingClientRect().top + scrollY, behavior: 'instant' })");
        var before = (await page.Locator($"td.ops__basket a[href='{href}']").BoundingBoxAsync())!.Y;
        await office.ShowCodeAsync("20,00");
        await Expect(page.Locator($"[data-payment='{office.Number()}']")).ToBeAttachedAsync();
        var same = page.Locator($"td.ops__basket a[href='{href}']");
        await Expect(same).ToBeFocusedAsync();
        await page.WaitForFunctionAsync("() => document.getAnimations().every(a => a.playState === 'finished' || a.effect.getTiming().iterations === Infinity)");
        (await same.BoundingBoxAsync())!.Y.ShouldBe(before, 2);
    }
}
