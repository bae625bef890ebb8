namespace Guichet.Domain.Payments;

/// <summary>Who reads what: the recipients of the letters that an action causes.</summary>
internal static class PaymentLetters
{
    /// <summary>The customer who paid, else the one addressed, else the bare address; nobody for a code that was only shown.</summary>
    public static PaymentLetter[] ToCustomer(Payment payment, LetterKind kind) =>
        (payment.PayerId ?? payment.Addressee.CustomerId) is { } customerId ? [new(kind, customerId, null)]
        : payment.Addressee.Email is { } email ? [new(kind, null, email)]
        : [];

    /// <summary>The address given with a pre-reservation; nobody in A and B.</summary>
    public static PaymentLetter[] ToMerchant(Payment payment, LetterKind kind) =>
        payment.NotifyEmail is { } email ? [new(kind, null, email)] : [];
}
