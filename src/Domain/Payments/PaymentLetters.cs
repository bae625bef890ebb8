namespace Guichet.Domain.Payments;

/// <summary>Who reads what: the recipients of the letters that an action causes.</summary>
internal static class PaymentLetters
{
    private static readonly TimeSpan ReminderLead = TimeSpan.FromHours(24);

    /// <summary>The customer who paid, else the one addressed, else the bare address; nobody for a code that was only shown.</summary>
    public static PaymentLetter[] ToCustomer(Payment payment, LetterKind kind) =>
        (payment.PayerId ?? payment.Addressee.CustomerId) is { } customerId ? [new(kind, customerId, null)]
        : payment.Addressee.Email is { } email ? [new(kind, null, email)]
        : [];

    /// <summary>The address given with a pre-reservation; nobody in A and B.</summary>
    public static PaymentLetter[] ToMerchant(Payment payment, LetterKind kind, DateTimeOffset? notBefore = null) =>
        payment.NotifyEmail is { } email ? [new(kind, null, email, notBefore)] : [];

    /// <summary>
    /// The reminder before the validation limit, 24 elapsed hours before it (I-26). It is caused once, by the customer's payment, and so goes out once; a
    /// merchant who has acted by then is not bothered, for it is dropped when it would be untrue.
    /// </summary>
    public static PaymentLetter[] Reminder(Payment payment) =>
        payment.CaptureBy is { } captureBy ? ToMerchant(payment, LetterKind.CaptureLimitNearToMerchant, captureBy - ReminderLead) : [];
}
