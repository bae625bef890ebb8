using Guichet.App.Access;
using Guichet.App.Payments.Finding;
using Guichet.App.Storage;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments;

/// <summary>An earlier request with the same order reference.</summary>
public sealed record EarlierRequest(string Number, DateTimeOffset At, PaymentStatus Status);

/// <summary>
/// «Vos opérations»: pages by key, capped counters and totals of a filter. Whatever is asked for, a page looks at a limited number of rows, in the order of
/// an index (docs/decisions/0011).
/// </summary>
public sealed class FindPayments
{
    public const int PageSize = 25;
    public const int CountCap = 1_000;

    /// <summary>Of rows that may not match, for one page or one set of counters.</summary>
    public const int MaxRowsLookedAt = 10_000;

    private static readonly TimeSpan DuplicateWindow = TimeSpan.FromHours(24);

    private readonly IDbContextFactory<AppDb> _databases;
    private readonly ListLimits _limits;

    internal FindPayments(IDbContextFactory<AppDb> databases, ListLimits? limits = null) => (_databases, _limits) = (databases, limits ?? new ListLimits());

    /// <summary>A page, the counters of its tabs and the newest payment, in one snapshot.</summary>
    /// <param name="position">Where the page starts (or, going back, ends); null for the first page.</param>
    public async Task<PaymentList> ListAsync(MerchantActor actor, PaymentFilter filter, ListPosition? position, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        await using var source = await ListSource.OpenAsync(db, _limits);
        var (scope, conditions) = (await ListScope.OfAsync(db, actor, filter.PointOfSaleIds), new ListConditions(filter, now));
        if (scope.IsEmpty)
        {
            return new PaymentList(PaymentPage.Empty, PaymentCounts.None, null);
        }

        if (conditions.IsImpossible)
        {
            return new PaymentList(PaymentPage.Empty, PaymentCounts.None, await ListReading.NewestAsync(source, scope));
        }

        var counts = await new ListTotals(source, scope, conditions, filter).CountAsync();
        // Both look at the same rows: once the last that was counted is found the page need not look further.
        var most = conditions.LooksAtRows && position is null && filter is { Tab: PaymentTab.All } && filter.Sort == PaymentSort.Newest ? counts[PaymentTab.All].Count : int.MaxValue;
        var page = await ListReading.PageAsync(db, source, scope, conditions, actor, filter, position, most);
        var isTop = conditions.IsPlain && page.Previous is null && page.Payments.Count > 0;
        return new PaymentList(page, counts, isTop ? page.Payments[0] : await ListReading.NewestAsync(source, scope));
    }

    /// <summary><see cref="PaymentList.Newest"/> alone, for a page that only wants to know whether it still shows the truth.</summary>
    /// <param name="pointOfSaleIds">As in <see cref="PaymentFilter.PointOfSaleIds"/>.</param>
    public async Task<Payment?> NewestAsync(MerchantActor actor, IReadOnlyCollection<long>? pointOfSaleIds)
    {
        await using var db = await _databases.CreateDbContextAsync();
        await using var source = await ListSource.OpenAsync(db, _limits);
        var scope = await ListScope.OfAsync(db, actor, pointOfSaleIds);
        return scope.IsEmpty ? null : await ListReading.NewestAsync(source, scope);
    }

    /// <summary>Exact, of the whole filter: reads all its rows, so only for who asks for it.</summary>
    public async Task<PaymentTotals> TotalsAsync(MerchantActor actor, PaymentFilter filter, DateTimeOffset now, CancellationToken cancellation = default)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        await using var source = await ListSource.OpenForAllAsync(db, _limits, cancellation);
        var (scope, conditions) = (await ListScope.OfAsync(db, actor, filter.PointOfSaleIds), new ListConditions(filter, now));
        return scope.IsEmpty || conditions.IsImpossible ? PaymentTotals.None : await new ListTotals(source, scope, conditions, filter).SumAsync(cancellation);
    }

    /// <summary>The reference that a new form proposes: REF + day + the day's next number of the point.</summary>
    public async Task<string> SuggestReferenceAsync(long pointOfSaleId, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var day = SuggestedReference.DayNumber(ParisCalendar.DayOf(now));
        var last = await db.Payments.Where(p => p.PointOfSaleId == pointOfSaleId && p.OrderDay == day).MaxAsync(p => p.OrderSequence);
        return new SuggestedReference(day, (last ?? 0) + 1).ToString();
    }

    /// <summary>The newest request of the last 24 hours with this reference at this point; null when there is none.</summary>
    public async Task<EarlierRequest?> RecentWithReferenceAsync(MerchantActor actor, long pointOfSaleId, string orderReference, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var since = now - DuplicateWindow;
        return await ReadPayment.InScope(db, actor).Where(p => p.PointOfSaleId == pointOfSaleId && p.OrderReference == orderReference && p.CreatedAt >= since)
            .OrderByDescending(p => p.CreatedAt).Select(p => new EarlierRequest(p.Number, p.CreatedAt, p.Status)).FirstOrDefaultAsync();
    }
}
