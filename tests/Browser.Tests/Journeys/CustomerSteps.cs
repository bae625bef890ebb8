using System.Globalization;
using Guichet.Browser.Tests.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>What a customer does, by the names that people read.</summary>
public static class CustomerSteps
{
    public static async Task SignInAsCustomerAsync(this Person person, string identifier, string password)
    {
        var page = person.Page;
        await page.Textbox("Identifiant").FillAsync(identifier);
        await page.GetByLabel("Mot de passe").FillAsync(password);
        await page.PressAsync("Se connecter");
    }

    /// <summary>Opens what was scanned; the customer is signed in already.</summary>
    public static async Task OpenAsync(this Person person, string link)
    {
        await person.Page.GotoAsync(link);
        await person.Page.ShouldBeAtAsync("Demande de paiement");
    }

    /// <summary>The one request in the list of those that wait which says that: its amount, its basket.</summary>
    public static async Task OpenWaitingAsync(this Person person, string saying)
    {
        await person.Page.GotoAsync("/app");
        await person.Page.GetByRole(AriaRole.Link).Filter(new() { HasText = People.PinsName }).Filter(new() { HasText = saying }).ClickAsync();
        await person.Page.ShouldBeAtAsync("Demande de paiement");
    }

    /// <summary>«Approuver», «Code secret», «Confirmer» for the request in front of the customer.</summary>
    /// <param name="amount">Null leaves what the form offers.</param>
    public static async Task ApproveAsync(this Person person, string code, string? amount = null)
    {
        await person.ToConfirmationAsync(amount);
        await person.ApproveWithCodeAsync(code);
    }

    public static async Task ApproveWithCodeAsync(this Person person, string code)
    {
        await person.Page.GetByLabel("Code secret").FillAsync(code);
        await person.Page.PressAsync("Confirmer");
        await person.Page.ShouldBeAtAsync("Paiement effectué");
    }

    public static async Task ToConfirmationAsync(this Person person, string? amount = null)
    {
        var page = person.Page;
        if (amount is not null) await page.Textbox("Montant à payer").FillAsync(amount);
        await page.PressAsync("Approuver");
        await page.ShouldBeAtAsync("Confirmer le paiement");
    }

    public static async Task DeclineAsync(this Person person)
    {
        await person.Page.PressAsync("Refuser");
        await person.Page.ShouldBeAtAsync("Refuser la demande");
        await person.Page.PressAsync("Refuser");
        await Expect(person.Page.GetByText("Rien n'a été débité").Or(person.Page.GetByText("Demande refusée")).First).ToBeVisibleAsync();
    }

    /// <summary>«Mon solde», in cents.</summary>
    public static async Task<long> BalanceAsync(this Person person)
    {
        await person.Page.GotoAsync("/app");
        await person.Page.ShouldBeAtAsync("Mon solde");
        return Cents(await person.Page.Locator("#balance .amount--hero").InnerTextAsync());
    }

    /// <summary>«Mon solde» and what is held apart from it, in cents.</summary>
    public static async Task<Purse> PurseAsync(this Person person)
    {
        var spendable = await person.BalanceAsync();
        var held = person.Page.Locator(".balance__held");
        return new(spendable, await held.CountAsync() == 0 ? 0 : Cents(await held.Locator(".amount").InnerTextAsync()));
    }

    /// <summary>«1 234,50 €» in cents.</summary>
    public static long Cents(string shown) => long.Parse(string.Concat(shown.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture);
}

/// <summary>What a customer can spend, and what waits for merchants to validate; in cents.</summary>
public readonly record struct Purse(long Spendable, long Held)
{
    public Purse Spend(string amount) => this with { Spendable = Spendable - CustomerSteps.Cents(amount) };

    public Purse Hold(string amount) => Spend(amount) with { Held = Held + CustomerSteps.Cents(amount) };
}
