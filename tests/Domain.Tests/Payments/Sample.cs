using Guichet.Domain.Access;
using Guichet.Domain.Payments;
using Guichet.Domain.Wallets;

namespace Guichet.Domain.Tests.Payments;

/// <summary>Payments in any state, made through the decisions themselves.</summary>
internal static class Sample
{
    public const long CustomerId = 7;
    public static readonly DateTimeOffset Start = ParisCalendarTests.At("2026-06-24T09:00:00Z");
    public static readonly Trace Merchant = new(ActorKind.Merchant, 1, Door.Portal, "127.0.0.1");
    public static readonly Trace Customer = new(ActorKind.Customer, 2, Door.App, "127.0.0.1");
    public static readonly Wallet Wallet = new(CustomerId, [new(2024, new Money(100_00)), new(2026, new Money(150_00))]);

    public static PaymentTerms Terms(CaptureMode capture, int? payDays = null) =>
        PaymentTerms.Of(payDays, capture == CaptureMode.Manual ? 2 : null, IssuerRules.Default).Value;

    public static NewPayment Request(PaymentTerms terms, long cents = 40_00, Addressee? addressee = null, string? notify = null) =>
        new(11, "foo2udp610", 3, 5, terms, new Money(cents), new PaymentDetails("REF202606241", null, null, null), addressee ?? Addressee.ShownAsQrCode, notify, "hash");

    public static Payment Waiting(PaymentTerms terms, long cents = 40_00, Addressee? addressee = null, string? notify = null) =>
        PaymentRequests.Create(Request(terms, cents, addressee, notify), IssuerRules.Default, Merchant, Start).Value.After;

    public static Payment In(PaymentStatus status, CaptureMode capture)
    {
        var waiting = Waiting(Terms(capture));
        var soon = Start.AddMinutes(1);
        return status switch
        {
            PaymentStatus.AwaitingCustomer => waiting,
            PaymentStatus.Authorized => Paid(capture),
            PaymentStatus.Captured => capture == CaptureMode.Automatic ? Paid(capture) : PaymentDecisions.Capture(Paid(capture), new Money(40_00), Merchant, soon.AddMinutes(1)).Value.After,
            PaymentStatus.Declined => PaymentDecisions.Decline(waiting, CustomerId, Customer, soon).Value.After,
            PaymentStatus.Canceled => PaymentDecisions.Cancel(waiting, Merchant, soon).Value.After,
            _ => PaymentDecisions.Expire(waiting, Start.AddMinutes(15)).After,
        };
    }

    public static Payment Paid(CaptureMode capture, long cents = 40_00) =>
        PaymentDecisions.Approve(Waiting(Terms(capture)), Wallet, new Money(cents), Customer, Start.AddMinutes(1)).Value.After;
}
