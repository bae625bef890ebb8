using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>Claire Vidal's first day at the issuer's console.</summary>
public class ConsoleTests(Chromium chromium) : BrowserTest(chromium)
{
    const string Notice = "Le service est fermé dimanche de 2h à 4h.";

    [Theory, EachDatabase]
    public async Task The_first_sign_in_the_second_one_by_code_and_a_notice_on_the_home_page(DatabaseKind kind)
    {
        var counter = await CounterAsync(kind);
        var claire = await PersonAsync("Claire", counter);
        var page = claire.Page;
        await PasswordAsync(page);
        await page.ShouldBeAtAsync("Protéger votre accès");
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "Code QR pour l'application d'authentification" })).ToBeVisibleAsync();
        var secret = await page.Locator("#secret").InnerTextAsync();
        await page.GetByLabel("Code à 6 chiffres").FillAsync(AuthenticatorApp.CodeOf(secret));
        await page.PressAsync("Confirmer");
        await page.ShouldBeAtAsync("Vos codes de secours");
        await Expect(page.Locator(".recovery code")).ToHaveCountAsync(10);
        await page.GetByRole(AriaRole.Link, new() { Name = "J'ai noté mes codes" }).ClickAsync();
        await page.ShouldBeAtAsync("Console de l'agence");

        await page.PressAsync("Se déconnecter");
        await PasswordAsync(page);
        await page.ShouldBeAtAsync("Second facteur");
        await page.GetByLabel("Code à 6 chiffres").FillAsync(AuthenticatorApp.CodeOf(secret, 1)); // the one of now is used up
        await page.PressAsync("Valider");
        await page.ShouldBeAtAsync("Console de l'agence");

        await page.GetByRole(AriaRole.Link, new() { Name = "Modifier l'information" }).ClickAsync();
        await page.GetByLabel("Texte", new() { Exact = true }).FillAsync(Notice);
        await page.PressAsync("Publier");
        await Expect(page.GetByText("L'information est publiée.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Journal d'audit" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "Information importante modifiée" })).ToBeVisibleAsync();

        var visitor = await PersonAsync("visitor", counter);
        await visitor.Page.GotoAsync("/");
        await Expect(visitor.Page.GetByText(Notice)).ToBeVisibleAsync();
    }

    internal static async Task PasswordAsync(IPage page)
    {
        await page.GotoAsync("/console");
        await page.ShouldBeAtAsync("Connexion");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Nom d'opérateur" }).FillAsync("claire.vidal");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Mot de passe" }).FillAsync("agence-operatrice-2026");
        await page.PressAsync("Valider");
    }
}
