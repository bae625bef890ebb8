using Guichet.Browser.Tests.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>A story of paths B, C and D at a counter whose letters leave over SMTP.</summary>
public abstract class DealTest(Chromium chromium, MailedCounters counters) : JourneyTest(chromium, counters), IClassFixture<MailedCounters>
{
    protected Post PostOf(Counter counter) => counters.PostOf(counter);

    /// <summary>The letters of these events have come, and no other about the deal.</summary>
    protected Task ShouldHaveMailedAsync(Counter counter, Deal deal, params Event[] events) => PostOf(counter).ShouldHaveDeliveredAsync(counter, deal, events);

    /// <summary>The customer opens the request by the link of the letter, once it has come; signed in already.</summary>
    protected async Task OpenMailedAsync(Counter counter, Person customer, Deal deal) => await customer.OpenAsync(await PostOf(counter).RequestLinkAsync(counter, deal));

    /// <summary>The same on a phone that knows nobody: the letter's link survives the sign-in.</summary>
    protected async Task<Person> ArriveByLetterAsync(Counter counter, Payer payer, Deal deal)
    {
        var person = await PersonAsync(payer.Name, counter, change: o => o.ViewportSize = new() { Width = 390, Height = 844 });
        await person.Page.GotoAsync(await PostOf(counter).RequestLinkAsync(counter, deal));
        await person.SignInAsCustomerAsync(payer.Number, payer.Password);
        await person.Page.ShouldBeAtAsync("Demande de paiement");
        return person;
    }

    /// <summary>Pays what is in front of the customer, and the deal says so.</summary>
    protected static async Task<Deal> PayAsync(Person customer, Payer payer, Deal deal, string? amount = null, DateOnly? on = null)
    {
        await customer.ApproveAsync(payer.Code, amount is null ? null : Deal.Typed(amount));
        var paid = deal.PaidBy(payer, amount ?? deal.Requested, on);
        if (paid.Rest is { } rest) await Expect(customer.Page.GetByText($"Il reste {WizardSteps.Spaced(rest)} à régler")).ToBeVisibleAsync();
        if (paid.IsReservation) await Expect(customer.Page.GetByText($"Il peut le valider jusqu'au {paid.CaptureUntil}. Sinon, tout vous est rendu.")).ToBeVisibleAsync();
        return paid;
    }

    protected static async Task ShouldHoldAsync(Person customer, Purse purse) => (await customer.PurseAsync()).ShouldBe(purse);
}
