using System.Text.RegularExpressions;
using Guichet.Browser.Tests.Infrastructure;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>Paths C and D: what the customer pays is held until the merchant validates all of it, less of it, or gives it back.</summary>
public partial class ReservationTests(Chromium chromium, MailedCounters counters) : DealTest(chromium, counters)
{
    [Theory]
    [EachDatabase(PaymentPath.C)]
    [EachDatabase(PaymentPath.D)]
    public async Task A_reservation_is_paid_in_full_and_validated_in_full(DatabaseKind kind, PaymentPath path)
    {
        var counter = await SharedAsync(kind);
        var (till, office) = (await TillAsync(counter), await TillAsync(counter));
        var deal = await till.AskAsync(new Deal(path) { Contact = path == PaymentPath.C ? People.Lea.Number : People.Lea.Email, Requested = "20,00 €" });
        await office.ShouldBeListedAsync(deal, ListSteps.Waiting, null);
        var lea = await ArriveByLetterAsync(counter, People.Lea, deal);
        var before = await lea.PurseAsync();
        await lea.OpenWaitingAsync(deal.Basket);
        await Expect(lea.Page.GetByText("Le montant est réservé ; le professionnel a ensuite 2 jours pour le valider. Sinon, tout vous est rendu.")).ToBeVisibleAsync();
        deal = await PayAsync(lea, People.Lea, deal);
        await till.ShouldBePaidAsync(deal);
        await office.ShouldBeListedAsync(deal, ListSteps.ToValidate, deal.Paid);
        await ShouldHoldAsync(lea, before.Hold("20,00 €"));

        var letters = await PostOf(counter).ShouldHaveDeliveredAsync(counter, deal, Event.Requested, Event.Paid);
        await TheMerchantsLetterOpensTheOperationAsync(counter, letters.Single(l => l.To == deal.NotifyEmail).Links.Single(), deal);

        var dialog = await office.ToCaptureAsync(deal);
        await dialog.GetByRole(AriaRole.Link, new() { Name = "Fermer sans valider" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await (await office.ToCaptureAsync(deal)).ClickButtonAsync("Valider");
        await office.ShouldBeListedAsync(deal, ListSteps.Validated, deal.Paid);
        await Expect(till.Page.GetByRole(AriaRole.Link, new() { Name = "Annuler", Exact = true })).ToHaveCountAsync(0); // step 4 knows, too
        await ShouldHoldAsync(lea, before.Spend("20,00 €"));
        await ShouldHaveMailedAsync(counter, deal with { Kept = deal.Paid }, Event.Requested, Event.Paid, Event.Captured);
    }

    [Theory]
    [EachDatabase(PaymentPath.C)]
    [EachDatabase(PaymentPath.D)]
    public async Task A_reservation_is_paid_in_part_and_validated_lower(DatabaseKind kind, PaymentPath path)
    {
        var counter = await SharedAsync(kind);
        var (till, lea) = (await TillAsync(counter), await CustomerAsync(counter, People.Lea));
        var before = await lea.PurseAsync();
        var deal = await till.AskAsync(new Deal(path));
        await OpenMailedAsync(counter, lea, deal);
        deal = await PayAsync(lea, People.Lea, deal, "10,00 €");
        await till.ShouldBePaidAsync(deal);
        await till.ShouldBeListedAsync(deal, ListSteps.ToValidate, "10,00 €", "partiel");
        await ShouldHoldAsync(lea, before.Hold("10,00 €"));
        await lea.Page.GotoAsync($"/app/paiements/{deal.Number}");

        var dialog = await till.ToCaptureAsync(deal);
        await dialog.Amount().FillAsync("10,01");
        await dialog.ClickButtonAsync("Valider");
        // Refused beside the field, as typed, and nothing has happened.
        await Expect(till.Page.Textbox("Montant")).ToHaveValueAsync("10,01");
        await Expect(till.Page.Textbox("Montant")).ToHaveAccessibleDescriptionAsync(TooMuch());
        await till.Page.Textbox("Montant").FillAsync("7,5");
        await till.Page.PressAsync("Valider");
        deal = deal with { Kept = "7,50 €" };
        await till.Page.ShouldBeAtAsync("Vos opérations");
        await till.ShouldBeListedAsync(deal, ListSteps.Validated, "7,50 €", "partiel");
        await ShouldHaveFactAsync(lea, "Rendu", "2,50 €"); // at once, by itself
        await ShouldHoldAsync(lea, before.Spend("7,50 €"));
        await ShouldHaveMailedAsync(counter, deal, Event.Requested, Event.Paid, Event.Captured);
    }

    [Theory]
    [EachDatabase(PaymentPath.C, true)]
    [EachDatabase(PaymentPath.D, false)]
    public async Task A_reservation_is_cancelled_after_the_payment(DatabaseKind kind, PaymentPath path, bool onStep4)
    {
        var counter = await SharedAsync(kind);
        var (till, lea) = (await TillAsync(counter), await CustomerAsync(counter, People.Lea));
        var before = await lea.PurseAsync();
        var deal = await till.AskAsync(new Deal(path));
        await OpenMailedAsync(counter, lea, deal);
        deal = await PayAsync(lea, People.Lea, deal, onStep4 ? null : "0,01 €");
        await till.ShouldBePaidAsync(deal);
        if (onStep4)
        {
            await till.CancelAsync(deal, till.Page.GetByRole(AriaRole.Link, new() { Name = "Annuler", Exact = true }));
            await till.Page.ShouldBeAtAsync("Détail du paiement");
            await Expect(till.Page.GetByText("L'opération a été annulée").First).ToBeVisibleAsync();
            await Expect(till.Page.GetByText("Tout a été rendu à votre client.")).ToBeVisibleAsync();
        }
        else
        {
            await till.ShouldBeListedAsync(deal, ListSteps.ToValidate, deal.Paid, "partiel");
            await till.CancelAsync(deal, till.RowOf(deal).Action(deal, "Annuler"));
        }

        await till.ShouldBeListedAsync(deal, ListSteps.Canceled, null);
        await Expect(lea.Page.GetByText("Le professionnel a annulé : tout vous a été rendu.")).ToBeVisibleAsync(); // by itself
        await ShouldHoldAsync(lea, before);
        await ShouldHaveMailedAsync(counter, deal, Event.Requested, Event.Paid, Event.Voided);
    }

    /// <summary>From step 4, the list, and the operation's page.</summary>
    [Theory]
    [EachDatabase(PaymentPath.C)]
    [EachDatabase(PaymentPath.B)]
    [EachDatabase(PaymentPath.D)]
    public async Task A_request_is_cancelled_before_the_payment(DatabaseKind kind, PaymentPath path)
    {
        var counter = await SharedAsync(kind);
        var (till, lea) = (await TillAsync(counter), await CustomerAsync(counter, People.Lea));
        var before = await lea.PurseAsync();
        var deal = await till.AskAsync(new Deal(path));
        await OpenMailedAsync(counter, lea, deal);
        if (path == PaymentPath.B) await till.ShouldBeListedAsync(deal, ListSteps.Waiting, null);
        if (path == PaymentPath.D) await till.Page.GotoAsync($"/encaissement/operations/{deal.Number}");
        await till.CancelAsync(deal, path switch
        {
            PaymentPath.B => till.RowOf(deal).Action(deal, "Annuler"),
            PaymentPath.C => till.Page.Button("Annuler"),
            _ => till.Page.GetByRole(AriaRole.Link, new() { Name = "Annuler", Exact = true }),
        });
        await Expect(lea.Page.GetByRole(AriaRole.Heading, new() { Name = "Demande annulée" })).ToBeVisibleAsync(); // by itself
        await till.ShouldBeListedAsync(deal, ListSteps.Canceled, null);
        await ShouldHoldAsync(lea, before);
        await ShouldHaveMailedAsync(counter, deal, Event.Requested, Event.Canceled);
    }

    [Theory]
    [EachDatabase(PaymentPath.C)]
    [EachDatabase(PaymentPath.D)]
    public async Task A_reservation_is_refused_by_the_customer(DatabaseKind kind, PaymentPath path)
    {
        var counter = await SharedAsync(kind);
        var (till, lea) = (await TillAsync(counter), await CustomerAsync(counter, People.Lea));
        var before = await lea.PurseAsync();
        var deal = await till.AskAsync(new Deal(path));
        await OpenMailedAsync(counter, lea, deal);
        await lea.DeclineAsync();
        await Expect(till.Page.GetByText("Votre client a refusé la demande").First).ToBeVisibleAsync();
        await till.ShouldBeListedAsync(deal, ListSteps.Canceled, null, "refusé par le client");
        await ShouldHoldAsync(lea, before);
        await ShouldHaveMailedAsync(counter, deal, Event.Requested, Event.Declined);
    }

    /// <summary>Both sides without JavaScript: dates after the next look, pages instead of dialogs, a refresh instead of the live line.</summary>
    [Theory, EachDatabase]
    public async Task A_deferred_reservation_without_scripts(DatabaseKind kind)
    {
        static void NoScripts(BrowserNewContextOptions options) => options.JavaScriptEnabled = false;
        var counter = await SharedAsync(kind);
        var (till, lea) = (await TillAsync(counter, NoScripts), await CustomerAsync(counter, People.Lea, NoScripts));
        var before = await lea.PurseAsync();
        var deal = new Deal(PaymentPath.D);
        await till.StartAsync();
        await till.ChooseAsync(deal, scripts: false);
        await till.Page.PressAsync("Continuer");
        await till.Page.PressAsync("Précédent");
        await till.ShouldBeUntilAsync(deal);
        await till.Page.PressAsync("Continuer");
        await till.FillRequestAsync(deal);
        await till.Page.PressAsync("Continuer");
        await till.ShouldRecapAsync(deal);
        await till.Page.Button("Envoyer").DblClickAsync(); // nothing but the server sees that it is one request
        await till.ShouldWaitAsync(deal);
        deal = deal with { Number = till.Number() };
        await OpenMailedAsync(counter, lea, deal);
        deal = await PayAsync(lea, People.Lea, deal, "5,00 €");
        await till.ShouldBePaidAsync(deal);
        await till.ShouldBeListedAsync(deal, ListSteps.ToValidate, deal.Paid, "partiel");
        await Expect(till.Row(deal.Basket)).ToHaveCountAsync(1);
        await till.RowOf(deal).Action(deal, "Valider").ClickAsync();
        await till.Page.ShouldBeAtAsync("VALIDER LA PRÉ-RÉSERVATION");
        await till.Page.Textbox("Montant").FillAsync("2,00");
        await till.Page.PressAsync("Valider");
        await till.Page.ShouldBeAtAsync("Vos opérations");
        deal = deal with { Kept = "2,00 €" };
        await till.ShouldBeListedAsync(deal, ListSteps.Validated, deal.Kept, "partiel");
        await ShouldHoldAsync(lea, before.Spend("2,00 €"));
        await ShouldHaveMailedAsync(counter, deal, Event.Requested, Event.Paid, Event.Captured);
    }

    /// <summary>Another account of the agreement opens it after signing in; to a stranger it does not exist.</summary>
    async Task TheMerchantsLetterOpensTheOperationAsync(Counter counter, string link, Deal deal)
    {
        var paul = await PersonAsync("Paul", counter);
        await paul.Page.GotoAsync(link);
        await paul.FillSignInAsync(People.PaulNumber, People.PaulPassword);
        await paul.Page.ShouldBeAtAsync($"Opération {deal.Basket}");
        await Expect(paul.Page.GetByRole(AriaRole.Link, new() { Name = "Valider", Exact = true })).ToBeVisibleAsync();
        await ShouldHaveFactAsync(paul, "E-mail de suivi", deal.NotifyEmail);
        var anne = await KnownAsync("Anne", counter, person => person.SignInAsMerchantAsync(People.AnneNumber, People.AnnePassword), null);
        foreach (var address in (string[])[link, $"{link}/valider", $"{link}/rendre", $"{link}/annuler"]) (await anne.Page.GotoAsync(address))!.Status.ShouldBe(404, address);
    }

    static Task ShouldHaveFactAsync(Person person, string label, string value) => person.Page.ShouldHaveFactsAsync([(label, value)]);

    [GeneratedRegex(@"Le montant ne peut pas dépasser 10,00\s€\.")]
    private static partial Regex TooMuch();
}
