using Guichet.Domain;
using Guichet.Domain.Payments;

namespace Guichet.Web.Merchant.Detail;

/// <summary>What became of the amount that was asked for, link by link: the page and the receipt tell it alike.</summary>
public static class AmountChain
{
    /// <summary>Names as in the texts («detail.requested», …); null where that link was not reached.</summary>
    /// <param name="settled">What was recorded as paid by other means.</param>
    public static IReadOnlyList<(string Name, Money? Amount)> Of(Payment payment, Money settled) =>
    [
        ("requested", payment.Amounts.Requested),
        ("received", payment.Received),
        ("captured", payment.Amounts.Captured),
        ("returned", payment.Returned),
        .. settled.IsPositive ? [("settled", settled)] : Array.Empty<(string, Money?)>(),
        ("left", payment.Received is null ? null : (payment.Remainder ?? Money.Zero) - settled),
    ];
}
