using System.Collections.Frozen;
using Guichet.App.Letters.ToCustomers;
using Guichet.App.Letters.ToMerchants;
using Guichet.Domain.Payments;

namespace Guichet.App.Letters;

/// <summary>Every letter about a payment, by its kind (the e-mail table of the journeys).</summary>
internal static class PaymentLetterCatalog
{
    private static readonly FrozenDictionary<LetterKind, IPaymentLetter> ByKind = ((IPaymentLetter[])
    [
        new RequestToCustomer(),
        new PaidToCustomer(),
        new DeclinedToCustomer(),
        new ExpiredToCustomer(),
        new CanceledToCustomer(),
        new CapturedToCustomer(),
        new PaidToMerchant(),
        new DeclinedToMerchant(),
        new PaymentLimitPassedToMerchant(),
        new CaptureLimitNearToMerchant(),
        new CaptureLimitPassedToMerchant(),
    ]).ToFrozenDictionary(letter => letter.Kind);

    /// <summary>Null for a kind that no letter about a payment has.</summary>
    public static IPaymentLetter? Find(LetterKind kind) => ByKind.GetValueOrDefault(kind);

    public static bool IsToMerchant(LetterKind kind) => kind is >= LetterKind.PaidToMerchant and <= LetterKind.CaptureLimitPassedToMerchant;
}
