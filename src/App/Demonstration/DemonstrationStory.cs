using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Domain.Wallets;

namespace Guichet.App.Demonstration;

internal enum Ending
{
    Waiting,
    Paid,
    Validated,
    Declined,
    Canceled,
    Voided,
    Expired,
}

/// <param name="Point">Index over all points, in the order of the agreements.</param>
/// <param name="Customer">Index of the customer.</param>
/// <param name="PayDays">Null when immediate.</param>
/// <param name="CaptureDays">Null when captured automatically.</param>
/// <param name="PaidCents">What the customer paid, where not all; null otherwise.</param>
internal sealed record PastOperation(
    int Point, int Customer, int DaysAgo, TimeSpan At, long Cents, Ending Ending, int? PayDays = null, int? CaptureDays = null,
    bool ByQrCode = false, long? PaidCents = null, long? ValidatedCents = null, string? Description = null);

/// <summary>What happened in the days before: every state, none of it today, none of it by the customers that people sign in as.</summary>
internal static class DemonstrationStory
{
    public static readonly PastOperation[] Operations =
    [
        new(0, 3, 1, new(17, 42, 0), 42_00, Ending.Paid),
        new(0, 4, 1, new(15, 5, 0), 60_00, Ending.Paid, ByQrCode: true, PaidCents: 45_00, Description: "Emplacement, 2 nuits"),
        new(0, 5, 1, new(10, 20, 0), 180_00, Ending.Waiting, PayDays: 10, Description: "Mobil-home, acompte"),
        new(0, 6, 2, new(11, 15, 0), 150_00, Ending.Paid, CaptureDays: 7, Description: "Week-end en tente lodge"),
        new(0, 3, 3, new(9, 40, 0), 95_00, Ending.Validated, CaptureDays: 7, ValidatedCents: 80_00),
        new(0, 5, 4, new(18, 30, 0), 35_00, Ending.Declined),
        new(0, 4, 5, new(14, 10, 0), 28_00, Ending.Canceled, ByQrCode: true),
        new(0, 3, 6, new(10, 5, 0), 210_00, Ending.Voided, PayDays: 5, CaptureDays: 4, Description: "Séjour du 14 au 21"),
        new(0, 4, 8, new(16, 0, 0), 75_00, Ending.Expired, PayDays: 3),
        new(0, 6, 12, new(13, 25, 0), 64_00, Ending.Expired, CaptureDays: 2, PaidCents: 64_00),
        new(1, 4, 1, new(11, 30, 0), 24_00, Ending.Paid),
        new(1, 5, 3, new(9, 55, 0), 48_00, Ending.Paid, PayDays: 5, Description: "Visite de groupe"),
        new(2, 6, 2, new(16, 45, 0), 400_00, Ending.Waiting, PayDays: 10, CaptureDays: 3, Description: "Chambre vue mer"),
        new(2, 5, 4, new(12, 0, 0), 260_00, Ending.Paid, PayDays: 10, CaptureDays: 12),
        new(3, 3, 1, new(14, 30, 0), 36_00, Ending.Paid),
        new(4, 6, 4, new(12, 15, 0), 22_00, Ending.Expired, ByQrCode: true),
    ];

    /// <summary>The decisions that lead there, each at its past instant, by the same pure functions as any payment's.</summary>
    public static IEnumerable<PaymentDecision> Tell(PastOperation operation, NewPayment request, Wallet wallet, Trace merchant, Trace customer, DateOnly today)
    {
        var created = ParisCalendar.StartOf(today.AddDays(-operation.DaysAgo)) + operation.At;
        var first = PaymentRequests.Create(request, IssuerRules.Default, merchant, created).Value;
        yield return first;
        var paidFirst = operation.Ending is Ending.Paid or Ending.Validated or Ending.Voided || operation is { Ending: Ending.Expired, PaidCents: not null };
        var payment = first.After;
        if (paidFirst)
        {
            // Those who are given days take some hours, those at the counter a few minutes.
            var paid = created + (operation.PayDays is null ? TimeSpan.FromMinutes(3) : TimeSpan.FromHours(8));
            var approval = PaymentDecisions.Approve(payment, wallet, new Money(operation.PaidCents ?? operation.Cents), customer, paid).Value;
            yield return approval;
            payment = approval.After;
        }

        var later = payment.LastActivityAt + TimeSpan.FromMinutes(2);
        var ending = operation.Ending switch
        {
            Ending.Validated => PaymentDecisions.Capture(payment, new Money(operation.ValidatedCents ?? operation.Cents), merchant, later.AddHours(2)).Value,
            Ending.Declined => PaymentDecisions.Decline(payment, wallet.CustomerId, customer, later).Value,
            Ending.Canceled => PaymentDecisions.Cancel(payment, merchant, later).Value,
            Ending.Voided => PaymentDecisions.Void(payment, merchant, later.AddHours(3)).Value,
            Ending.Expired => PaymentDecisions.Expire(payment, payment.Deadline!.Value.AddMinutes(6)),
            _ => null,
        };
        if (ending is not null)
        {
            yield return ending;
        }
    }
}
