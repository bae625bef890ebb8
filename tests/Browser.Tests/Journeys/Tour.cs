using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>Every page of path A, one after the other, on both sides: for what must be true of each of them.</summary>
public abstract class Tour(Chromium chromium, Counters counters) : JourneyTest(chromium, counters)
{
    static readonly string[] PublicPages = ["/", "/connexion", "/mot-de-passe-oublie", "/notice", "/informations", "/faq", "/app/connexion", "/app/mot-de-passe-oublie", "/demo/mail", "/encaissement/nouveau/x"];

    /// <param name="look">Called with each page as a person finds it.</param>
    protected async Task WalkAsync(DatabaseKind kind, Func<Person, string, Task> look, Action<BrowserNewContextOptions>? change = null)
    {
        var counter = await SharedAsync(kind);
        var visitor = await PersonAsync("visitor", counter, change: change);
        foreach (var address in PublicPages)
        {
            await visitor.Page.GotoAsync(address);
            await look(visitor, address);
        }

        var (till, lea) = (await TillAsync(counter, change), await CustomerAsync(counter, People.Lea, change));
        var paul = await KnownAsync("paul", counter, person => person.SignInAsMerchantAsync(People.PaulNumber, People.PaulPassword), change);
        await paul.Page.GotoAsync("/encaissement/point");
        await look(paul, "the choice of the point");
        await till.Page.GotoAsync("/");
        await look(till, "home, signed in");
        await till.Page.GotoAsync("/encaissement");
        await look(till, "the list");
        foreach (var query in (string[])["type=differe&min=x&totaux=1", "q=introuvable", "tri=montant&totaux=1"])
        {
            await till.Page.GotoAsync($"/encaissement?{query}");
            await look(till, $"the list, {query}");
        }

        await paul.Page.GotoAsync("/encaissement?points=tous&statut=valide");
        await look(paul, "the list of all points");
        await paul.Page.Locator(".views > summary").ClickAsync();
        await look(paul, "the list with the menu of views");
        await paul.Page.GetByLabel("Nom de la vue").FillAsync("Visite");
        await paul.Page.PressAsync("Enregistrer cette vue");
        await paul.Page.WaitForURLAsync(url => !url.Contains("/vues", StringComparison.Ordinal));
        await paul.Page.GotoAsync("/encaissement/vues");
        await look(paul, "the views");
        await WalkRequestAsync(till, lea, look);
        await WalkEndingsAsync(till, lea, look);
    }

    static async Task WalkRequestAsync(Person till, Person lea, Func<Person, string, Task> look)
    {
        await till.Page.GotoAsync("/encaissement/nouveau");
        await look(till, "step 1");
        await till.Page.PressAsync("Continuer");
        await till.Page.ShouldBeAtAsync("Demande de paiement immédiat");
        await look(till, "step 2");
        await till.Page.Textbox("Montant (20,00 € minimum)").FillAsync("19");
        await till.Page.ByIdentifierAsync("x");
        await till.Page.PressAsync("Continuer");
        await Expect(till.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await look(till, "step 2 with errors");
        await till.Page.Textbox("Montant (20,00 € minimum)").FillAsync("20,00");
        await till.Page.ByIdentifierAsync(People.Lea.Number);
        await till.Page.PressAsync("Continuer");
        await till.Page.ShouldBeAtAsync("Confirmation");
        await look(till, "step 3 by identifier");
        await till.Page.PressAsync("Envoyer");
        await till.Page.ShouldBeAtAsync("Détail du paiement");
        await look(till, "step 4, waiting");
        await lea.Page.GotoAsync("/app");
        await look(lea, "app, a request waits");
        await lea.Page.GotoAsync($"/app/demandes/{till.Number()}");
        await look(lea, "app, a request");
        await lea.Page.PressAsync("Refuser");
        await lea.Page.ShouldBeAtAsync("Refuser la demande");
        await look(lea, "app, refuse");
        await lea.Page.PressAsync("Refuser");
        await till.Page.GetByText("Votre client a refusé la demande").First.WaitForAsync();
        await look(till, "step 4, refused");
    }

    static async Task WalkEndingsAsync(Person till, Person lea, Func<Person, string, Task> look)
    {
        var link = await till.ShowCodeAsync("20,00");
        await look(till, "step 3 with the code");
        foreach (var (opener, dialog) in ((string, string)[])[("Annuler", "ANNULER L'OPÉRATION"), ("Envoyer", "ENVOYER LA DEMANDE")])
        {
            await till.Page.PressAsync(opener);
            await Expect(till.Page.GetByRole(AriaRole.Dialog, new() { Name = dialog })).ToBeVisibleAsync();
            await look(till, $"dialog {dialog}");
            await till.Page.Keyboard.PressAsync("Escape");
        }

        await till.Page.GotoAsync($"/encaissement/operations/{till.Number()}");
        await look(till, "detail, waiting");
        await till.Page.GotoAsync($"/encaissement/nouveau/operation/{till.Number()}/mode");
        await look(till, "mode");
        await till.Page.GotoAsync($"/encaissement/nouveau/operation/{till.Number()}/qr");
        await lea.OpenAsync(link);
        await lea.ToConfirmationAsync("0,01");
        await look(lea, "app, confirm");
        await lea.ApproveWithCodeAsync(People.Lea.Code);
        await look(lea, "app, paid");
        await till.ShouldSeePaidAsync("0,01 €", left: "19,99 €");
        await look(till, "step 4, paid");
        await till.Page.GotoAsync($"/encaissement/operations/{till.Number()}");
        await look(till, "detail, paid");
        foreach (var address in (string[])["/app/historique", "/app/scanner", "/app/compte", "/app/r/x"])
        {
            await lea.Page.GotoAsync(address);
            await look(lea, address);
        }
    }
}
