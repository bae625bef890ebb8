using Guichet.Browser.Tests.Infrastructure;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>Path B: the customer pays until a date, all or nothing; and requests to people who have no account yet (B, D).</summary>
public class DeferredTests(Chromium chromium, MailedCounters counters) : DealTest(chromium, counters)
{
    [Theory, EachDatabase]
    public async Task A_deferred_payment_is_paid_in_full_by_the_link_of_its_letter(DatabaseKind kind)
    {
        var counter = await SharedAsync(kind);
        var (till, office) = (await TillAsync(counter), await TillAsync(counter));
        var deal = await till.AskAsync(new Deal(PaymentPath.B));
        await office.ShouldBeListedAsync(deal, ListSteps.Waiting, null);
        var lea = await ArriveByLetterAsync(counter, People.Lea, deal);
        var request = lea.Page.Url;
        var before = await lea.PurseAsync();
        await lea.OpenWaitingAsync(deal.Basket);
        lea.Page.Url.ShouldBe(request);
        await Expect(lea.Page.GetByText("Cette demande se paie en une seule fois, pour son montant exact.")).ToBeVisibleAsync();
        await Expect(lea.Page.GetByText(deal.PayUntil)).ToBeVisibleAsync();
        await Expect(lea.Page.Textbox("Montant à payer")).ToHaveCountAsync(0);
        deal = await PayAsync(lea, People.Lea, deal);
        await till.ShouldBePaidAsync(deal);
        await office.ShouldBeListedAsync(deal, ListSteps.Validated, deal.Paid);
        await ShouldHoldAsync(lea, before.Spend("40,00 €"));
        await ShouldHaveMailedAsync(counter, deal, Event.Requested, Event.Paid);
        await till.Page.PressAsync("Fermer");
        await till.Page.ShouldBeAtAsync("Vos opérations");
    }

    [Theory, EachDatabase]
    public async Task A_part_of_a_deferred_payment_cannot_be_paid_and_the_customer_refuses(DatabaseKind kind)
    {
        var counter = await SharedAsync(kind);
        var (till, karim) = (await TillAsync(counter), await CustomerAsync(counter, People.Karim));
        var before = await karim.PurseAsync();
        var deal = await till.AskAsync(new Deal(PaymentPath.B) { Account = People.Karim, Contact = People.Karim.Email, Requested = "80,00 €" });
        await OpenMailedAsync(counter, karim, deal);
        await Expect(karim.Page.GetByText("Cette demande de 80,00 € se paie en une seule fois : vous ne pouvez pas en payer une partie, ni l'approuver avec ce solde.")).ToBeVisibleAsync();
        await Expect(karim.Page.Button("Approuver")).ToHaveCountAsync(0);
        await karim.Page.GotoAsync($"/app/demandes/{deal.Number}/confirmation?centimes=2000"); // by hand, what the page does not offer
        await karim.Page.ShouldBeAtAsync("Demande de paiement");
        await karim.DeclineAsync();
        await Expect(till.Page.GetByText("Votre client a refusé la demande").First).ToBeVisibleAsync();
        await Expect(till.Page.GetByText("Rien n'a été débité à votre client.")).ToBeVisibleAsync();
        await till.ShouldBeListedAsync(deal, ListSteps.Canceled, null, "refusé par le client");
        await ShouldHoldAsync(karim, before);
        await ShouldHaveMailedAsync(counter, deal, Event.Requested, Event.Declined);
    }

    [Theory]
    [EachDatabase(PaymentPath.B)]
    [EachDatabase(PaymentPath.D)]
    public async Task An_address_without_an_account_is_asked_and_who_bears_its_link_pays(DatabaseKind kind, PaymentPath path)
    {
        var counter = await SharedAsync(kind);
        var till = await TillAsync(counter);
        var deal = await till.AskAsync(new Deal(path) { Account = null, Contact = $"famille.{System.IO.Path.GetRandomFileName()}@example.org", Requested = "20,00 €" });
        var karim = await ArriveByLetterAsync(counter, People.Karim, deal);
        var link = karim.Page.Url;
        var before = await karim.PurseAsync();
        await karim.OpenAsync(link);
        deal = await PayAsync(karim, People.Karim, deal, path == PaymentPath.D ? "12,50 €" : null);
        await till.ShouldBePaidAsync(deal);
        await ShouldHoldAsync(karim, path == PaymentPath.D ? before.Hold("12,50 €") : before.Spend("20,00 €"));
        await till.ShouldBeListedAsync(deal, path == PaymentPath.D ? ListSteps.ToValidate : ListSteps.Validated, deal.Paid, path == PaymentPath.D ? "partiel" : null);
        var lea = await CustomerAsync(counter, People.Lea);
        (await lea.Page.GotoAsync(link))!.Status.ShouldBe(200);
        await lea.Page.GetByText("Demande déjà payée").WaitForAsync();
        if (path == PaymentPath.B)
        {
            await ShouldHaveMailedAsync(counter, deal, Event.Requested, Event.Paid);
            return;
        }

        // From its own page, the reservation is given back.
        await till.Page.GotoAsync($"/encaissement/operations/{deal.Number}");
        await till.CancelAsync(deal, till.Page.GetByRole(AriaRole.Link, new() { Name = "Annuler", Exact = true }));
        await Expect(till.Page.GetByText("Le client avait payé 12,50 € : tout lui a été rendu.")).ToBeVisibleAsync();
        await ShouldHoldAsync(karim, before);
        await ShouldHaveMailedAsync(counter, deal, Event.Requested, Event.Paid, Event.Voided);
    }
}
