using Guichet.Browser.Tests.Infrastructure;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>The mail server is gone for an hour (practice clock) while people pay, and comes back.</summary>
public class MailServerDownTests(Chromium chromium, MailedCounters counters) : DealTest(chromium, counters)
{
    [Theory, EachDatabase]
    public async Task Payments_go_on_and_every_letter_that_is_still_true_arrives_once(DatabaseKind kind)
    {
        var counter = await SharedAsync(kind);
        var post = PostOf(counter);
        var (till, lea, clock) = (await TillAsync(counter), await CustomerAsync(counter, People.Lea), await PersonAsync("clock", counter));
        var today = await clock.MoveClockAsync(ClockSteps.Midnight);
        var held = await till.AskAsync(new Deal(PaymentPath.D) { Requested = "20,00 €", AskedOn = today });
        await OpenMailedAsync(counter, lea, held);

        await post.CloseAsync();
        held = await PayAsync(lea, People.Lea, held, on: today);
        await till.ShouldBePaidAsync(held);
        var paid = await till.AskAsync(new Deal(PaymentPath.B) { Requested = "30,00 €", AskedOn = today });
        await lea.OpenWaitingAsync(paid.Basket);
        paid = await PayAsync(lea, People.Lea, paid, on: today);
        await till.ShouldBePaidAsync(paid);
        var waiting = await till.AskAsync(new Deal(PaymentPath.B) { Account = null, Contact = $"famille.{kind}@example.org".ToLowerInvariant(), AskedOn = today });
        await clock.MoveClockAsync(ClockSteps.Hour);
        (await counter.LettersAboutAsync(held.Number)).ShouldBe((2, 1));
        (await counter.LettersAboutAsync(waiting.Number)).ShouldBe((1, 0));
        await till.Page.GotoAsync($"/encaissement/operations/{waiting.Number}");
        await Expect(till.Page.GetByText("en attente d'envoi").First).ToBeVisibleAsync(); // whoever looks is told

        await post.OpenAgainAsync();
        await clock.MoveClockAsync(ClockSteps.Hour); // a server that did not answer is left alone for some minutes
        await post.ShouldHaveDeliveredAsync(counter, waiting, Event.Requested);
        await post.ShouldHaveDeliveredAsync(counter, held, Event.Requested, Event.Paid);
        // Asked and paid while nothing left: an invitation to pay would be untrue now.
        await post.ShouldHaveDeliveredAsync(counter, paid, Event.Paid);
        // The link in the letter that was late works.
        await lea.OpenAsync(await post.RequestLinkAsync(counter, waiting));
        await Expect(lea.Page.GetByText("40,00 €").First).ToBeVisibleAsync();
    }
}
