using Guichet.Browser.Tests.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>Who gets into the app: block, phones, code, password, passkeys.</summary>
public abstract partial class Tour
{
    protected async Task WalkAppAccessAsync(Counter counter, Func<Person, string, Task> look, Action<BrowserNewContextOptions>? change)
    {
        var karim = await PersonAsync("karim's phone", counter, change: change);
        var page = karim.Page;
        await OwnAccessTests.PasskeysAsync(page);
        foreach (var address in (string[])["/app/telephone-perdu", "/app/connexion/cle"])
        {
            await page.GotoAsync(address);
            await look(karim, address);
        }

        await page.GotoAsync("/app/connexion");
        await karim.SignInAsCustomerAsync(People.Karim.Email, People.Karim.Password);
        await page.ShouldBeAtAsync("Mon solde");
        foreach (var address in (string[])["/app/bienvenue", "/app/compte", "/app/compte/appareils"])
        {
            await page.GotoAsync(address);
            await look(karim, address);
        }

        foreach (var (address, button) in ((string, string)[])[("/app/compte/code", "Enregistrer le code"), ("/app/compte/mot-de-passe", "Enregistrer")])
        {
            await page.GotoAsync(address);
            await page.PressAsync(button);
            await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            await look(karim, $"{address} with errors");
        }

        await page.GotoAsync("/app/compte/cles");
        await look(karim, "/app/compte/cles");
        await page.Textbox("Nom de la clé").FillAsync(new string('W', 60)); // nowhere to break a line
        await page.GetByLabel("Code secret").FillAsync(People.Karim.Code);
        await page.PressAsync("Créer la clé d'accès");
        await Expect(page.GetByText("La clé d'accès est ajoutée.")).ToBeVisibleAsync();
        await page.GotoAsync("/app/compte/cles");
        await look(karim, "/app/compte/cles with one");
        await page.Locator("a[href^='/app/compte/cles/']").ClickAsync();
        await look(karim, "a passkey of the app");
        await page.PressAsync("Supprimer cette clé");

        await page.GotoAsync("/app/compte/blocage");
        await look(karim, "/app/compte/blocage");
        await page.PressAsync("Bloquer maintenant");
        await Expect(page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
        await look(karim, "/app/compte/blocage when blocked");
        await page.GetByLabel("Mot de passe").FillAsync(People.Karim.Password);
        await page.PressAsync("Débloquer");
        await Expect(page.GetByText("Votre compte titres est débloqué.")).ToBeVisibleAsync();
        await look(karim, "/app/compte with what was done");
        await WalkClosingAsync(karim, await PersonAsync("rose's phone", counter, change: change), look);
    }

    /// <summary>Karim may not yet; Rose, who has no titles, may. She stays.</summary>
    static async Task WalkClosingAsync(Person karim, Person rose, Func<Person, string, Task> look)
    {
        await karim.Page.GotoAsync("/app/compte/fermeture");
        await look(karim, "/app/compte/fermeture with titles");
        await rose.Page.GotoAsync("/app/compte-ferme");
        await look(rose, "/app/compte-ferme");
        await rose.Page.GotoAsync("/app/connexion");
        await rose.SignInAsCustomerAsync(People.Rose.Email, People.Rose.Password);
        await rose.Page.ShouldBeAtAsync("Mon solde");
        await rose.Page.GotoAsync("/app/compte/fermeture");
        await look(rose, "/app/compte/fermeture");
        await rose.Page.PressAsync("Fermer mon compte définitivement");
        await Expect(rose.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await look(rose, "/app/compte/fermeture with errors");
    }
}
