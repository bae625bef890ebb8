using Guichet.Browser.Tests.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>The issuer's console.</summary>
public abstract partial class Tour
{
    /// <summary>The rooms of the issuer's console, with something in each; then the counter of a suspended point and the app of its customer.</summary>
    /// <param name="counter">Its own: a first sign-in of the operator, and a merchant who may not collect afterwards.</param>
    protected async Task WalkConsoleAsync(Counter counter, Func<Person, string, Task> look, Action<BrowserNewContextOptions>? change)
    {
        var claire = await PersonAsync("claire", counter, change: change);
        var page = claire.Page;
        await Operator.FirstSignInAsync(page);
        await WalkQueuesAsync(claire, counter, look);
        await page.GotoAsync("/console/credits");
        await page.Locator("#reference").FillAsync(new string('W', 60)); // nowhere to break a line
        await page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "c.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes($"identifiant;montant\n{People.Lea.Number};10\n{new string('x', 120)};10\n") });
        await page.PressAsync("Vérifier le fichier");
        await Expect(page.Locator("[data-stage]")).ToHaveTextAsync("À confirmer");
        await look(claire, "console, an order");
        await page.GotoAsync("/console/conventions/708900/suspendre?point=10000651");
        await page.PressAsync("Suspendre l'encaissement");
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await look(claire, "console, suspend with an error");
        await page.Locator("#reason").FillAsync(new string('W', 60));
        await page.PressAsync("Suspendre l'encaissement");
        await page.ShouldBeAtAsync("Convention 708900");
        await look(claire, "console, an agreement");
        await page.GotoAsync($"/console/clients/{People.Lea.Number}/credit");
        await page.Locator("#amount").FillAsync("1 200,50");
        await page.Locator("#reason").FillAsync("Geste commercial");
        await page.PressAsync("Continuer");
        await page.Locator(".credit-asked").WaitForAsync();
        await look(claire, "console, a credit by hand to confirm");
        await page.Locator("button[value=confirm]").ClickAsync();
        await page.Locator("[data-credits]").WaitForAsync();
        await look(claire, "console, a customer");
        await page.GotoAsync("/console/comptes?q=708900");
        await look(claire, "console, an account");
        foreach (var address in (string[])["", "/operations?q=10000000045", "/conventions", "/conventions?q=a", "/clients", "/clients?q=a", "/clients/nouveau", $"/clients/{People.Lea.Number}/credit", "/credits", "/comptes", "/information", "/journal"])
        {
            await page.GotoAsync($"/console{address}");
            await look(claire, $"/console{address}");
        }

        var till = await TillAsync(counter, change);
        await till.Page.GotoAsync("/encaissement");
        await look(till, "the list of a suspended point");
    }

    /// <summary>What waits for an operator: somebody who wants an agreement, a merchant who wants another point; each empty, one waiting, one refused without a reason, then decided.</summary>
    async Task WalkQueuesAsync(Person claire, Counter counter, Func<Person, string, Task> look)
    {
        var page = claire.Page;
        foreach (var address in (string[])["/console/candidatures", "/console/demandes"])
        {
            await page.GotoAsync(address);
            await look(claire, $"{address}, nothing waits");
        }

        var jeanne = await PersonAsync("jeanne", counter);
        await JoiningTests.ApplyAsync(jeanne.Page);
        await jeanne.Page.GotoAsync("/demo/mail");
        var letter = jeanne.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Confirmez votre adresse e-mail") }).First;
        for (var looks = 0; looks < 600 && await letter.CountAsync() == 0; looks++) await jeanne.Page.ReloadAsync(); // the job sends it within some seconds
        await letter.ClickAsync();
        await jeanne.Page.GotoAsync(JoiningTests.ConfirmationIn(await jeanne.Page.ContentAsync()));
        await jeanne.Page.PressAsync("Confirmer mon adresse");
        await jeanne.Page.ShouldBeAtAsync("Votre demande est transmise");

        var paul = await PersonAsync("paul", counter);
        await paul.SignInAsMerchantAsync(People.PaulNumber, People.PaulPassword);
        await paul.Page.GotoAsync("/compte/points/demande");
        foreach (var (field, typed) in ((string, string)[])[("name", "Cabanes du Lac"), ("address", "1 rue du Lac"), ("town", "Arcachon"), ("reason", new string('W', 60))]) // nowhere to break a line
        {
            await paul.Page.Locator($"#{field}").FillAsync(typed);
        }

        await paul.Page.PressAsync("Envoyer la demande");
        await paul.Page.ShouldBeAtAsync("Points d'accueil");
        await look(paul, "/compte/points with a request");

        await DecideAsync("/console/candidatures", "Les Cabanes du Lac", "Refuser la candidature", "reason");
        await DecideAsync("/console/demandes", "Cabanes du Lac", "Refuser la demande", "answer");

        async Task DecideAsync(string queue, string who, string refuse, string reason)
        {
            await page.GotoAsync(queue);
            await look(claire, $"{queue}, one waits");
            await page.GetByRole(AriaRole.Link, new() { Name = who, Exact = true }).ClickAsync();
            await look(claire, $"{queue}, one");
            await page.PressAsync(refuse);
            await Expect(page.Locator($"#{reason}")).ToHaveAttributeAsync("aria-invalid", "true");
            await look(claire, $"{queue}, one with an error");
            await page.Locator($"#{reason}").FillAsync(new string('W', 60));
            await page.PressAsync(refuse);
            await page.Locator(".notice--warning, .notice--success").First.WaitForAsync();
            await look(claire, $"{queue}, refused");
        }
    }
}
