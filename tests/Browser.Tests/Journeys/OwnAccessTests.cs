using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>Paul Rivière protects his access: an app, a passkey of his computer, and an end to all browsers at once.</summary>
public class OwnAccessTests(Chromium chromium) : BrowserTest(chromium)
{
    [Theory, EachDatabase]
    public async Task A_second_factor_a_passkey_and_signing_out_everywhere(DatabaseKind kind)
    {
        var counter = await CounterAsync(kind);
        var paul = await PersonAsync("Paul", counter);
        var page = paul.Page;
        await PasskeysAsync(page);
        await PasswordAsync(page);
        await page.GotoAsync("/compte/acces");
        await page.ShouldBeAtAsync("Sécurité");
        await page.GetByRole(AriaRole.Link, new() { Name = "Activer le second facteur" }).ClickAsync();
        await page.ShouldBeAtAsync("Protéger votre accès");
        var secret = await page.Locator("#secret").InnerTextAsync();
        await page.GetByLabel("Mot de passe actuel").FillAsync(People.PaulPassword);
        await page.GetByLabel("Code à 6 chiffres").FillAsync(AuthenticatorApp.CodeOf(secret));
        await page.PressAsync("Confirmer");
        await page.ShouldBeAtAsync("Vos codes de secours");
        var codes = await page.Locator(".recovery code").AllInnerTextsAsync();
        Assert.Equal(10, codes.Count);
        await page.GetByRole(AriaRole.Link, new() { Name = "J'ai noté mes codes" }).ClickAsync();

        await page.PressAsync("Déconnexion");
        await PasswordAsync(page);
        await page.ShouldBeAtAsync("Second facteur");
        await Expect(page.Button("Utiliser une clé d'accès")).ToBeHiddenAsync();
        await page.GetByLabel("Code à 6 chiffres").FillAsync(AuthenticatorApp.CodeOf(secret, 1)); // the one of now is used up
        await page.PressAsync("Valider");
        await Expect(page.Locator(".person")).ToContainTextAsync("Paul Rivière");

        await page.GotoAsync("/compte/acces/cles");
        await page.GetByLabel("Nom de la clé").FillAsync("Ordinateur du bureau");
        await page.GetByLabel("Code à 6 chiffres").FillAsync(codes[0]);
        await page.PressAsync("Ajouter cette clé");
        await Expect(page.GetByText("Votre clé d'accès est ajoutée.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Ordinateur du bureau")).ToBeVisibleAsync();

        await page.PressAsync("Déconnexion");
        await PasswordAsync(page);
        await page.PressAsync("Utiliser une clé d'accès");
        await Expect(page.Locator(".person")).ToContainTextAsync("Paul Rivière");

        await page.PressAsync("Déconnexion");
        await page.GotoAsync("/connexion?retour=%2Fcompte%2Facces");
        await page.GetByRole(AriaRole.Link, new() { Name = "Se connecter avec une clé d'accès" }).ClickAsync();
        await page.PressAsync("Utiliser une clé d'accès");
        await page.ShouldBeAtAsync("Sécurité");

        await page.GotoAsync("/compte/banque");
        await Expect(page.GetByText("Vous venez d'activer un second facteur.")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Nouvel IBAN")).ToHaveCountAsync(0);
        for (var day = 0; day < 3; day++) await paul.MoveClockAsync(ClockSteps.Day);
        await page.GotoAsync("/connexion?retour=%2Fcompte%2Fbanque");
        await page.GetByRole(AriaRole.Link, new() { Name = "Se connecter avec une clé d'accès" }).ClickAsync();
        await page.PressAsync("Utiliser une clé d'accès");
        await page.GetByLabel("Nouvel IBAN").FillAsync("fr76 3000 6000 0112 3456 7890 189");
        await page.GetByLabel("Titulaire du compte").FillAsync("Littoral SARL");
        await page.PressAsync("Confirmer avec une clé d'accès");
        await Expect(page.GetByText("Le nouveau compte bancaire est enregistré.")).ToBeVisibleAsync();
        await Expect(page.GetByText("FR76 •••• •••• •••• •••• •••• 189")).ToBeVisibleAsync();

        var elsewhere = (await PersonAsync("Paul's other browser", counter)).Page;
        await PasswordAsync(elsewhere);
        await elsewhere.GetByLabel("Code à 6 chiffres").FillAsync(codes[1]);
        await elsewhere.PressAsync("Valider");
        await Expect(elsewhere.Locator(".person")).ToContainTextAsync("Paul Rivière");
        await page.GotoAsync("/compte/acces");
        await Expect(page.GetByText("cet appareil", new() { Exact = true })).ToHaveCountAsync(1);
        await Expect(page.Button("Déconnecter")).ToHaveCountAsync(1);
        await page.PressAsync("Se déconnecter partout");
        await page.ShouldBeAtAsync("Connexion");
        await elsewhere.GotoAsync("/compte/acces");
        await elsewhere.ShouldBeAtAsync("Connexion");
    }

    static async Task PasswordAsync(IPage page)
    {
        await page.GotoAsync("/connexion");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "N° de convention" }).FillAsync(People.PaulNumber);
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Mot de passe" }).FillAsync(People.PaulPassword);
        await page.PressAsync("Valider");
        await page.ToAddressAsync(url => !url.EndsWith("/connexion", StringComparison.Ordinal));
        await Expect(page.Locator("h1")).ToBeVisibleAsync();
    }

    /// <summary>A computer with a fingerprint reader whose finger is always there.</summary>
    internal static async Task PasskeysAsync(IPage page)
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true,
                ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
