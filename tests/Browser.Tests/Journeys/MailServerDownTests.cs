using Guichet.Browser.Tests.Infrastructure;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>The mail server goes away while people pay, and comes back.</summary>
public class MailServerDownTests(Chromium chromium, MailedCounters counters) : DealTest(chromium, counters)
{
    [Theory, EachDatabase]
    public async Task Payments_go_on_and_every_letter_that_is_still_true_arrives_once(DatabaseKind kind)
    {
        var counter = await SharedAsync(kind);
        var post = PostOf(counter);
        var (till, lea) = (await TillAsync(counter), await CustomerAsync(counter, People.Lea));
        var before = await till.AskAsync(new Deal(PaymentPath.D) { Requested = "20,00 €" });
        await OpenMailedAsync(counter, lea, before);

        await post.CloseAsync();
        before = await PayAsync(lea, People.Lea, before);
        await till.ShouldBePaidAsync(before);
        var paid = await till.AskAsync(new Deal(PaymentPath.B) { Requested = "30,00 €" });
        await lea.OpenWaitingAsync(paid.Basket);
        paid = await PayAsync(lea, People.Lea, paid);
        await till.ShouldBePaidAsync(paid);
        var waiting = await till.AskAsync(new Deal(PaymentPath.B) { Account = null, Contact = $"famille.{kind}@example.org".ToLowerInvariant() });
        (await counter.LettersAboutAsync(before.Number)).ShouldBe((2, 1));
        (await counter.LettersAboutAsync(waiting.Number)).ShouldBe((1, 0));

        await post.OpenAgainAsync();
        await post.ShouldHaveDeliveredAsync(counter, waiting, Event.Requested);
        await post.ShouldHaveDeliveredAsync(counter, before, Event.Requested, Event.Paid);
        // Asked and paid while nothing left: an invitation to pay would be untrue now.
        await post.ShouldHaveDeliveredAsync(counter, paid, Event.Paid);
        // The link in the letter that was late works.
        await lea.OpenAsync(await post.RequestLinkAsync(counter, waiting));
        await Expect(lea.Page.GetByText("40,00 €").First).ToBeVisibleAsync();
    }
}
