using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments.Finding;

/// <summary>Whose payments a list may show, resolved before anything is read: points that the actor may not see are not in it.</summary>
/// <param name="Points">Null for the whole agreement; empty when nothing may be seen.</param>
internal sealed record ListScope(long AgreementId, IReadOnlyCollection<long>? Points)
{
    public bool IsEmpty => Points is { Count: 0 };

    public static async Task<ListScope> OfAsync(AppDb db, MerchantActor actor, IReadOnlyCollection<long>? wanted)
    {
        if (actor.Points is { } given)
        {
            return new ListScope(actor.AgreementId, wanted is null ? given : [.. given.Where(wanted.Contains)]);
        }

        return new ListScope(actor.AgreementId, wanted is null ? null
            : await db.PointsOfSale.Where(p => p.AgreementId == actor.AgreementId && wanted.Contains(p.Id)).Select(p => p.Id).ToListAsync());
    }

    /// <summary>The parts that have to be walked for a tab, by a key.</summary>
    public IReadOnlyList<ListBranch> Branches(ListLimits limits, ListConditions conditions, PaymentTab tab, PaymentSortKey walked) =>
        [.. from point in Points is null || Points.Count > limits.MaxPointsApart ? [null] : Points.Select(p => (long?)p)
            from status in Statuses(tab)
            from beginning in walked == PaymentSortKey.OrderReference && conditions.Beginnings.Length > 0 ? conditions.Beginnings : new string?[] { null }
            select new ListBranch(AgreementId, point, status, beginning)];

    /// <summary>One walk for everything, for what reads to the end anyway.</summary>
    public ListBranch Whole(PaymentTab tab) => new(AgreementId, Points is { Count: 1 } ? Points.First() : null, Statuses(tab) is [var only] ? only : null, null);

    private static PaymentStatus?[] Statuses(PaymentTab tab) => tab switch
    {
        PaymentTab.All => [null],
        PaymentTab.AwaitingCustomer => [PaymentStatus.AwaitingCustomer],
        PaymentTab.Authorized => [PaymentStatus.Authorized],
        PaymentTab.ExpiresSoon => [PaymentStatus.AwaitingCustomer, PaymentStatus.Authorized],
        PaymentTab.Captured => [PaymentStatus.Captured],
        PaymentTab.Expired => [PaymentStatus.Expired],
        PaymentTab.Canceled => [PaymentStatus.Declined, PaymentStatus.Canceled],
        _ => throw new ArgumentOutOfRangeException(nameof(tab), tab, "No such tab."),
    };
}
