using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>A customer without titles leaves, and cannot come back by what was known before.</summary>
public class AppClosingTests(Chromium chromium) : BrowserTest(chromium)
{
    [Theory, EachDatabase]
    public async Task An_empty_account_is_closed_with_password_and_code_and_opens_no_more(DatabaseKind kind)
    {
        var counter = await CounterAsync(kind);
        var rose = await PersonAsync("Rose", counter);
        var page = rose.Page;
        await page.GotoAsync("/app/connexion");
        await rose.SignInAsCustomerAsync(People.Rose.Email, People.Rose.Password);
        await page.ShouldBeAtAsync("Mon solde");
        await page.GotoAsync("/app/compte");
        await page.GetByRole(AriaRole.Link, new() { Name = "Fermer mon compte" }).ClickAsync();
        await page.ShouldBeAtAsync("Fermer mon compte");
        await page.GetByLabel("Mot de passe").FillAsync(People.Rose.Password);
        await page.GetByLabel("Code secret").FillAsync("9999");
        await page.PressAsync("Fermer mon compte définitivement");
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();

        await page.GetByLabel("Mot de passe").FillAsync(People.Rose.Password);
        await page.GetByLabel("Code secret").FillAsync(People.Rose.Code);
        await page.PressAsync("Fermer mon compte définitivement");
        await page.ShouldBeAtAsync("Votre compte est fermé");
        await page.GotoAsync("/app");
        await page.ToAddressAsync(url => url.Contains("/app/connexion", StringComparison.Ordinal));
        await rose.SignInAsCustomerAsync(People.Rose.Email, People.Rose.Password);
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
    }
}
