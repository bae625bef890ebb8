using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>Paul Rivière takes on a cashier for the season.</summary>
public class StaffTests(Chromium chromium) : BrowserTest(chromium)
{
    [Theory, EachDatabase]
    public async Task A_signatory_adds_a_cashier_switches_the_account_off_and_on_and_sends_the_letter_again(DatabaseKind kind)
    {
        var counter = await CounterAsync(kind);
        var paul = await PersonAsync("Paul", counter);
        await paul.SignInAsMerchantAsync(People.PaulNumber, People.PaulPassword);
        var page = paul.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Mon compte" }).ClickAsync();
        await page.ShouldBeAtAsync("Mon compte");
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Mon compte" }).GetByRole(AriaRole.Link, new() { Name = "Personnes" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Ajouter une personne" }).ClickAsync();
        await page.ShouldBeAtAsync("Ajouter une personne");

        // The limit shows with the role that has one, the single points until all are given.
        await Expect(page.GetByLabel("Valide jusqu'à")).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Caissier" }).CheckAsync();
        await page.GetByLabel("Valide jusqu'à").FillAsync("150,00");
        var all = page.GetByRole(AriaRole.Checkbox, new() { Name = "Tous les points d'accueil" });
        await all.CheckAsync();
        await Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = People.PinsName })).ToBeHiddenAsync();
        await all.UncheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = People.PinsName }).CheckAsync();
        await page.GetByLabel("Prénom").FillAsync("Camille");
        await page.Locator("#last").FillAsync("Durand");
        await page.GetByLabel("E-mail").FillAsync("camille.durand@example.org");
        await page.Locator("#email").PressAsync("Enter"); // saves, though another button stands before
        await page.ShouldBeAtAsync("Camille Durand");
        await Expect(page.GetByText("La lettre d'activation part à camille.durand@example.org")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Désactiver" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Oui, désactiver" }).ClickAsync();
        await Expect(page.GetByText("Le compte est désactivé.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Réactiver" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Oui, réactiver" }).ClickAsync();
        await page.PressAsync("Renvoyer la lettre");
        await Expect(page.GetByText("Une nouvelle lettre part à camille.durand@example.org")).ToBeVisibleAsync();
    }
}
