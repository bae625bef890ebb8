using Guichet.App.Access;
using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Domain.Payments;

namespace Guichet.Web.Live;

/// <summary>What a page that shows a state needs to know whether it still shows the truth. No names, no amounts: those come with the page itself.</summary>
/// <param name="Version">Of the payment; null for a list.</param>
/// <param name="Status">Name of the payment's status; null for a list.</param>
/// <param name="Newest">Number and version of the last payment that changed at the points of the list; null for a payment.</param>
/// <param name="IsFinal">Nothing more will come.</param>
/// <param name="Now">The server's clock, for countdowns.</param>
/// <param name="Changes">How many changes this stream has told of: two of them can leave the same payment the newest.</param>
public sealed record LiveState(int? Version, string? Status, string? Newest, bool IsFinal, DateTimeOffset Now, int Changes = 0)
{
    public static async Task<LiveState?> OfPaymentAsync(ReadPayment payments, MerchantActor actor, string number, DateTimeOffset now) =>
        (await payments.RunAsync(actor, number)).TryGet(out var payment, out _)
            ? new LiveState(payment.Version, payment.Status.ToString(), null, PaymentTransitions.IsFinal(payment.Status), now) : null;

    public static async Task<LiveState?> OfListAsync(FindPayments payments, MerchantActor actor, IReadOnlyCollection<long>? pointOfSaleIds, DateTimeOffset now)
    {
        var newest = await payments.NewestAsync(actor, pointOfSaleIds);
        return new LiveState(null, null, newest is null ? "" : $"{newest.Number}:{newest.Version}", false, now);
    }
}
