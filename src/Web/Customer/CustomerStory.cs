using Guichet.Domain;
using Guichet.Domain.Payments;

namespace Guichet.Web.Customer;

/// <summary>A payment's state in the words of the person who pays: what happened to the money, not what the merchant has to do.</summary>
public enum Story
{
    Waiting,
    Paid,
    Held,
    Declined,
    Withdrawn,
    Expired,
    GivenBack,
    Lapsed,
    PaidByOther,
}

public static class CustomerStory
{
    public static Story Of(Payment payment, long customerId, DateTimeOffset now) => (payment.Status, payment.PayerId) switch
    {
        (_, { } payer) when payer != customerId => Story.PaidByOther,
        (PaymentStatus.AwaitingCustomer, _) => now < payment.PayBy ? Story.Waiting : Story.Expired,
        (PaymentStatus.Authorized, _) => Story.Held,
        (PaymentStatus.Captured, _) => Story.Paid,
        (PaymentStatus.Declined, _) => Story.Declined,
        (PaymentStatus.Canceled, null) => Story.Withdrawn,
        (PaymentStatus.Canceled, _) => Story.GivenBack,
        (_, null) => Story.Expired,
        _ => Story.Lapsed,
    };

    /// <summary>Class and icon: colour, sign and words always together.</summary>
    public static (string Look, string Icon) LookOf(Story story) => story switch
    {
        Story.Waiting => ("awaiting-customer", "clock"),
        Story.Paid => ("captured", "tick"),
        Story.Held => ("authorized", "hand"),
        Story.GivenBack or Story.Lapsed => ("credit", "undo"),
        Story.Expired => ("expired", "hourglass"),
        _ => ("canceled", "cross"),
    };
}
