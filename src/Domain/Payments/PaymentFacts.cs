namespace Guichet.Domain.Payments;

/// <summary>What happened to a payment. The first nine are the transitions; the others change no state. Stored: never renumber.</summary>
public enum PaymentFactKind
{
    Created = 1,
    Authorized = 2,
    AuthorizedAndCaptured = 3,
    Declined = 4,
    Canceled = 5,
    Expired = 6,
    Captured = 7,
    Voided = 8,
    ChannelChanged = 20,
    RequestMailed = 21,
    RequestSentAgain = 22,
}

/// <summary>One fact per (payment, version): the timeline, the audit and the guard against a transition that happens twice.</summary>
/// <param name="Amount">The amount of the action, where it has one.</param>
/// <param name="Detail">A channel's new contact, a mailed-to address, or what a merchant wrote to the customer with an end (<see cref="HasReason"/>); personal data, cleared on erasure.</param>
public sealed record PaymentFact(
    PaymentFactKind Kind, PaymentStatus? From, PaymentStatus To, DateTimeOffset At, Trace Trace, Money? Amount = null, string? Detail = null)
{
    /// <summary>Ends that a merchant decides and may give a reason for: what was kept, given back or withdrawn.</summary>
    public static bool HasReason(PaymentFactKind kind) => kind is PaymentFactKind.Captured or PaymentFactKind.Voided or PaymentFactKind.Canceled;
}

/// <summary>Letters about a payment (the e-mail table of the journeys). Stored: never renumber.</summary>
public enum LetterKind
{
    RequestToCustomer = 1,
    PaidToCustomer = 2,
    DeclinedToCustomer = 3,
    ExpiredToCustomer = 4,
    CanceledToCustomer = 5,
    CapturedToCustomer = 6,
    PaidToMerchant = 20,
    DeclinedToMerchant = 21,
    PaymentLimitPassedToMerchant = 22,
    CaptureLimitNearToMerchant = 23,
    CaptureLimitPassedToMerchant = 24,
}

/// <summary>A letter that an action causes: to a customer's account, or to an address. Exactly one of the two is set.</summary>
/// <param name="NotBefore">When a reminder is to leave; null for news, which leave at once.</param>
public sealed record PaymentLetter(LetterKind Kind, long? CustomerId, string? Address, DateTimeOffset? NotBefore = null);
