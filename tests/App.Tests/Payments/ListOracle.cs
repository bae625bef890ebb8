using System.Text;
using Guichet.App.Access;
using Guichet.App.Payments;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Payments;

namespace Guichet.App.Tests.Payments;

/// <summary>What a filter means, in plain words over all rows in memory: no index, no page.</summary>
internal static class ListOracle
{
    public static List<PaymentRow> Of(IEnumerable<PaymentRow> rows, MerchantActor actor, PaymentFilter filter, DateTimeOffset now)
    {
        var sort = filter.Sort;
        var found = rows.Where(row => actor.MaySee(row.AgreementId, row.PointOfSaleId) && filter.PointOfSaleIds?.Contains(row.PointOfSaleId) != false && Matches(row, filter, now));
        var order = Comparer<PaymentRow>.Create((a, b) => (sort.IsAscending ? 1 : -1) * Compare(a, b, sort.Key));
        return [.. found.Order(order)];
    }

    public static bool IsIn(PaymentRow row, PaymentTab tab, DateTimeOffset now) => tab switch
    {
        PaymentTab.All => true,
        PaymentTab.AwaitingCustomer => row.Status == PaymentStatus.AwaitingCustomer,
        PaymentTab.Authorized => row.Status == PaymentStatus.Authorized,
        PaymentTab.ExpiresSoon => row.ToPayment().Deadline <= now.AddHours(24),
        PaymentTab.Captured => row.Status == PaymentStatus.Captured,
        PaymentTab.Expired => row.Status == PaymentStatus.Expired,
        _ => row.Status is PaymentStatus.Canceled or PaymentStatus.Declined,
    };

    private static bool Matches(PaymentRow row, PaymentFilter filter, DateTimeOffset now) =>
        IsIn(row, filter.Tab, now)
        && !(ParisCalendar.DayOf(row.LastActivityAt) < filter.From) && !(ParisCalendar.DayOf(row.LastActivityAt) > filter.To)
        && (filter.Type is null || filter.Type == (row.CaptureMode == CaptureMode.Manual ? PaymentType.PreReservation : row.Timing == PaymentTiming.Deferred ? PaymentType.Deferred : PaymentType.Immediate))
        && !(new Money(row.RequestedCents) < filter.MinAmount) && !(new Money(row.RequestedCents) > filter.MaxAmount)
        && (filter.OrderReference is not { } beginning || row.OrderReference.StartsWith(beginning, StringComparison.Ordinal)
            || row.OrderReference.StartsWith(beginning.ToUpperInvariant(), StringComparison.Ordinal))
        && (Has(filter.Customer, row.Contact, row.CustomerReference) || row.Contact == filter.Customer || (row.PayerId is { } payer && (filter.Customer == $"1000000{payer}" || filter.Customer == $"payer{payer}@example.org")))
        && Has(filter.Seller, row.SellerReference)
        && Has(filter.Search, row.OrderReference, row.Contact, row.CustomerReference, row.SellerReference, row.Description, row.Number);

    private static bool Has(string? words, params string?[] texts) =>
        words is null || words.Split(' ').All(word => texts.Any(text => text?.Contains(word, StringComparison.OrdinalIgnoreCase) == true));

    private static int Compare(PaymentRow a, PaymentRow b, PaymentSortKey key)
    {
        var byValue = key switch
        {
            PaymentSortKey.LastActivity => a.LastActivityAt.CompareTo(b.LastActivityAt),
            PaymentSortKey.Amount => a.RequestedCents.CompareTo(b.RequestedCents),
            _ => Encoding.UTF8.GetBytes(a.OrderReference).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b.OrderReference)),
        };
        return byValue != 0 ? byValue : a.Id.CompareTo(b.Id);
    }
}
