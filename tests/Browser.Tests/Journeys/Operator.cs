using Microsoft.Playwright;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>Claire Vidal at the door of the console.</summary>
static class Operator
{
    public static async Task PasswordAsync(IPage page, string password = "agence-operatrice-2026")
    {
        await page.GotoAsync("/console");
        await page.ShouldBeAtAsync("Connexion");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Nom d'opérateur" }).FillAsync("claire.vidal");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Mot de passe" }).FillAsync(password);
        await page.PressAsync("Valider");
    }

    /// <summary>The first sign-in of an installation, to the console's home. Gives the secret.</summary>
    public static async Task<string> FirstSignInAsync(IPage page, string password = "agence-operatrice-2026")
    {
        await PasswordAsync(page, password);
        await page.ShouldBeAtAsync("Protéger votre accès");
        var secret = await page.Locator("#secret").InnerTextAsync();
        await page.GetByLabel("Code à 6 chiffres").FillAsync(AuthenticatorApp.CodeOf(secret));
        await page.PressAsync("Confirmer");
        await page.ShouldBeAtAsync("Vos codes de secours");
        await page.GetByRole(AriaRole.Link, new() { Name = "J'ai noté mes codes" }).ClickAsync();
        await page.ShouldBeAtAsync("Console de l'agence");
        return secret;
    }
}
