using Guichet.Browser.Tests.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>«Mon compte»: its rooms, then what protects one's own access.</summary>
public abstract partial class Tour
{
    protected async Task WalkAccountAsync(Counter counter, Func<Person, string, Task> look, Action<BrowserNewContextOptions>? change)
    {
        var paul = await PaulAsync(counter, change);
        foreach (var address in (string[])["/compte", "/compte/personnes", "/compte/personnes/10000651", "/compte/personnes/10000651/statut", "/compte/points", "/compte/points/10000652", "/compte/points/10000651/fermeture"])
        {
            await paul.Page.GotoAsync(address);
            await look(paul, address);
        }

        foreach (var (address, button) in ((string, string)[])[("/compte/personnes/nouvelle", "Créer le compte"), ("/compte/points/demande", "Envoyer la demande"), ("/compte/coordonnees", "Enregistrer")])
        {
            await paul.Page.GotoAsync(address);
            await look(paul, address);
            await paul.Page.PressAsync(button);
            await Expect(paul.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            await look(paul, $"{address} with errors");
        }
    }

    /// <summary>Anne Keller sets a second factor and a passkey up, signs in with them, and takes the factor away again.</summary>
    protected async Task WalkOwnAccessAsync(Counter counter, Func<Person, string, Task> look, Action<BrowserNewContextOptions>? change)
    {
        var anne = await PersonAsync("anne", counter, change: change);
        var page = anne.Page;
        await OwnAccessTests.PasskeysAsync(page);
        await anne.SignInAsMerchantAsync(People.AnneNumber, People.AnnePassword);
        foreach (var address in (string[])["/compte/acces", "/compte/acces/mot-de-passe", "/compte/acces/email", "/compte/banque", "/nouvel-email/x"])
        {
            await page.GotoAsync(address);
            await look(anne, address);
        }

        await ShouldBeWrongAsync("/compte/acces/mot-de-passe", "Enregistrer");
        await ShouldBeWrongAsync("/compte/acces/email", "Envoyer le lien");
        await ShouldBeWrongAsync("/compte/acces/second-facteur", "Confirmer");
        var secret = await page.Locator("#secret").InnerTextAsync();
        await page.GetByLabel("Mot de passe actuel").FillAsync(People.AnnePassword);
        await page.GetByLabel("Code à 6 chiffres").FillAsync(AuthenticatorApp.CodeOf(secret));
        await page.PressAsync("Confirmer");
        await page.ShouldBeAtAsync("Vos codes de secours");
        await look(anne, "the recovery codes");
        var codes = await page.Locator(".recovery code").AllInnerTextsAsync();

        await page.GotoAsync("/compte/acces/cles");
        await look(anne, "/compte/acces/cles");
        await page.GetByLabel("Nom de la clé").FillAsync(new string('W', 60)); // nowhere to break a line
        await page.GetByLabel("Code à 6 chiffres").FillAsync(codes[0]);
        await page.PressAsync("Ajouter cette clé");
        await Expect(page.GetByText("Votre clé d'accès est ajoutée.")).ToBeVisibleAsync();
        await look(anne, "/compte/acces with a passkey");
        await page.GotoAsync("/compte/acces/cles");
        await look(anne, "/compte/acces/cles with one");
        await page.Locator("a[href^='/compte/acces/cles/']").ClickAsync();
        await look(anne, "a passkey");
        await page.GotoAsync("/compte/banque");
        await look(anne, "/compte/banque, too early");
        await ShouldBeWrongAsync("/compte/acces/codes-de-secours", "Créer de nouveaux codes");
        await ShouldBeWrongAsync("/compte/acces/second-facteur", "Désactiver le second facteur");

        await page.PressAsync("Déconnexion");
        await page.GotoAsync("/connexion/cle");
        await look(anne, "/connexion/cle");
        await page.GotoAsync("/connexion");
        await page.Textbox("N° de convention").FillAsync(People.AnneNumber);
        await page.GetByLabel("Mot de passe").FillAsync(People.AnnePassword);
        await page.PressAsync("Valider");
        await page.ShouldBeAtAsync("Second facteur");
        await look(anne, "/connexion/code");
        await page.PressAsync("Utiliser une clé d'accès");
        await Expect(page.Locator(".person")).ToBeVisibleAsync();
        await page.GotoAsync("/compte/acces/second-facteur");
        await page.GetByLabel("Code à 6 chiffres").FillAsync(codes[1]);
        await page.PressAsync("Désactiver le second facteur");
        await page.ShouldBeAtAsync("Sécurité");
        await look(anne, "/compte/acces without a second factor again");

        async Task ShouldBeWrongAsync(string address, string button)
        {
            await page.GotoAsync(address);
            await page.PressAsync(button);
            await Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = " " })).ToBeVisibleAsync();
            await look(anne, $"{address} with errors");
        }
    }
}
