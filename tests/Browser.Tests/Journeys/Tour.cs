using Guichet.Browser.Tests.Infrastructure;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>Every page, one after the other: for what must be true of each of them.</summary>
public abstract partial class Tour(Chromium chromium, Counters counters) : JourneyTest(chromium, counters)
{
    static readonly string[] PublicPages = ["/", "/connexion", "/mot-de-passe-oublie", "/notice", "/informations", "/faq", "/app/connexion", "/app/mot-de-passe-oublie", "/app/hors-ligne", "/demo/mail", "/demo/clock", "/encaissement/nouveau/x",
        "/conventionnement", $"/conventionnement/envoyee/{new string('a', 43)}", "/conventionnement/confirmer/x", "/activation?numero=708900", "/activation/code", "/app/activation", "/app/activation/code"];

    /// <summary>What everybody sees.</summary>
    /// <param name="look">Called with each page as a person finds it; of the other walks too.</param>
    protected async Task WalkPublicAsync(Counter counter, Func<Person, string, Task> look, Action<BrowserNewContextOptions>? change)
    {
        var visitor = await PersonAsync("visitor", counter, change: change);
        foreach (var address in PublicPages)
        {
            await visitor.Page.GotoAsync(address);
            await look(visitor, address);
        }
    }

    /// <summary>The merchant's list, closing and views.</summary>
    protected async Task WalkListAsync(Counter counter, Func<Person, string, Task> look, Action<BrowserNewContextOptions>? change)
    {
        var (till, paul) = (await TillAsync(counter, change), await PaulAsync(counter, change));
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
        await paul.Page.RunAndWaitForDownloadAsync(() => paul.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Exporter") }).ClickAsync());
        await paul.Page.Locator("[data-export-progress]").WaitForAsync();
        await look(paul, "the list after an export");
        await paul.Page.GotoAsync("/encaissement/cloture?points=tous");
        await look(paul, "the closing of all points");
        await paul.Page.GotoAsync("/encaissement/cloture?jour=2026-02-31");
        await look(paul, "the closing of no day");
        await paul.Page.GotoAsync("/encaissement?points=tous&statut=valide");
        await paul.Page.Locator(".views > summary").ClickAsync();
        await look(paul, "the list with the menu of views");
        await paul.Page.GetByLabel("Nom de la vue").FillAsync("Visite");
        await paul.Page.PressAsync("Enregistrer cette vue");
        await paul.Page.ToAddressAsync(url => !url.Contains("/vues", StringComparison.Ordinal));
        await paul.Page.GotoAsync("/encaissement/vues");
        await look(paul, "the views");
    }

    /// <summary>Payments of path A, then what B and D add, on both sides.</summary>
    protected async Task WalkPaymentsAsync(Counter counter, Func<Person, string, Task> look, Action<BrowserNewContextOptions>? change)
    {
        var (till, lea) = (await TillAsync(counter, change), await CustomerAsync(counter, People.Lea, change));
        await WalkRequestAsync(till, lea, look);
        await WalkEndingsAsync(till, lea, look);
        await WalkReservationAsync(till, lea, look);
        await WalkDeferredAsync(till, lea, look);
    }

    protected Task<Person> PaulAsync(Counter counter, Action<BrowserNewContextOptions>? change) =>
        KnownAsync("paul", counter, person => person.SignInAsMerchantAsync(People.PaulNumber, People.PaulPassword), change);

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
        await till.Page.GotoAsync("/encaissement/cloture");
        await look(till, "the day's closing");
        foreach (var address in (string[])["/app/historique", "/app/historique?q=introuvable", "/app/reservations", "/app/scanner", "/app/compte", "/app/r/x"])
        {
            await lea.Page.GotoAsync(address);
            await look(lea, address);
        }
    }

    static async Task WalkReservationAsync(Person till, Person lea, Func<Person, string, Task> look)
    {
        var deal = new Deal(PaymentPath.D) { Basket = $"{Path.GetRandomFileName().ToUpperInvariant()}{new string('W', 23)}", NotifyEmail = "reception.des.groupes@camping-des-pins-maritimes.example.org" }; // nowhere to break a line
        await till.StartAsync();
        await till.ChooseAsync(deal);
        await look(till, "step 1 of D");
        await till.Page.Textbox("Limite de paiement").FillAsync("61");
        await till.Page.Textbox("E-mail").FillAsync("x");
        await till.Page.PressAsync("Continuer");
        await Expect(till.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await look(till, "step 1 of D with errors");
        await till.ChooseAsync(deal);
        await till.Page.PressAsync("Continuer");
        await till.FillRequestAsync(deal);
        await look(till, "step 2 of D");
        await till.Page.PressAsync("Continuer");
        await till.ShouldRecapAsync(deal);
        await look(till, "step 3 of D");
        await till.Page.PressAsync("Envoyer");
        await till.ShouldWaitAsync(deal);
        await look(till, "step 4 of D, waiting");
        deal = deal with { Number = till.Number() };
        await lea.OpenWaitingAsync(deal.Basket);
        await look(lea, "app, a request of D");
        await lea.ApproveAsync(People.Lea.Code, "30,00");
        await look(lea, "app, reserved");
        deal = deal.PaidBy(People.Lea, "30,00 €");
        await till.ShouldBePaidAsync(deal);
        await look(till, "step 4 of D, paid in part");
        await lea.BalanceAsync();
        await look(lea, "app, held beside the balance");
        await till.ShouldBeListedAsync(deal, ListSteps.ToValidate, deal.Paid, "partiel");
        await till.ToCaptureAsync(deal);
        await look(till, "dialog VALIDER LA PRÉ-RÉSERVATION");
        await till.Page.Keyboard.PressAsync("Escape");
        await till.RowOf(deal).Action(deal, "Annuler").ClickAsync();
        await till.CancelDialogAsync(deal);
        await look(till, "dialog ANNULER L'OPÉRATION, paid");
        await till.Page.Keyboard.PressAsync("Escape");
        await till.Page.GotoAsync($"/encaissement/operations/{deal.Number}");
        await look(till, "detail of a reservation");
        await till.Page.GotoAsync($"/encaissement/operations/{deal.Number}/valider");
        await till.Page.Textbox("Montant").FillAsync("30,01");
        await till.Page.PressAsync("Valider");
        await Expect(till.Page.Textbox("Montant")).ToHaveAttributeAsync("aria-invalid", "true");
        await look(till, "validate, refused");
        await till.Page.Textbox("Montant").FillAsync("25,00");
        await till.Page.PressAsync("Valider");
        await till.Page.GetByText("Validée pour").First.WaitForAsync();
        await look(till, "detail, validated lower");
        await WalkRestAsync(till, look);
        await lea.Page.GotoAsync($"/app/paiements/{deal.Number}");
        await look(lea, "app, given back in part");
        await lea.Page.GotoAsync("/app/historique");
        await look(lea, "app, history with what was given back");
    }

    /// <summary>What a merchant adds to a payment that was paid in part: how the rest was paid, and a note.</summary>
    static async Task WalkRestAsync(Person till, Func<Person, string, Task> look)
    {
        var page = till.Page;
        await page.GetByRole(AriaRole.Radio, new() { Name = "Espèces" }).CheckAsync();
        await page.Textbox("Montant").FillAsync("999");
        await page.PressAsync("Enregistrer le règlement");
        await Expect(page.Textbox("Montant")).ToHaveAttributeAsync("aria-invalid", "true");
        await look(till, "the rest, refused");
        await page.Textbox("Montant").FillAsync("1,00");
        await page.PressAsync("Enregistrer le règlement");
        var withdraw = page.GetByRole(AriaRole.Link, new() { Name = "Retirer Espèces 1,00 €" });
        await withdraw.WaitForAsync();
        await page.GetByLabel("Nouvelle note").FillAsync(new string('W', 60));
        await page.PressAsync("Ajouter la note");
        await page.Locator(".notes__text").WaitForAsync();
        await look(till, "detail with a record and a note");
        await withdraw.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "RETIRER CE RÈGLEMENT" })).ToBeVisibleAsync();
        await look(till, "dialog RETIRER CE RÈGLEMENT");
        await page.Keyboard.PressAsync("Escape");
        await page.GotoAsync((await withdraw.GetAttributeAsync("href"))!);
        await look(till, "withdraw, as a page");
    }

    static async Task WalkDeferredAsync(Person till, Person lea, Func<Person, string, Task> look)
    {
        var deal = await till.AskAsync(new Deal(PaymentPath.B));
        await look(till, "step 4 of B, waiting");
        await lea.OpenWaitingAsync(deal.Basket);
        await look(lea, "app, a request of B");
        deal = await till.AskAsync(new Deal(PaymentPath.B) { Requested = "1 234,50 €" });
        await lea.OpenWaitingAsync(deal.Basket);
        await look(lea, "app, a request of B above the balance");
        await till.CancelAsync(deal, till.Page.Button("Annuler"));
        await Expect(lea.Page.GetByRole(AriaRole.Heading, new() { Name = "Demande annulée" })).ToBeVisibleAsync();
        await look(lea, "app, a request that was cancelled");
        await look(till, "step 4 of B, cancelled");
    }
}
