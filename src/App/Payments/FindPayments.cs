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

    /// <param name="position">Where the page starts (or, going back, ends); null for the first page.</param>
    public async Task<PaymentPage> RunAsync(MerchantActor actor, PaymentFilter filter, ListPosition? position, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return await ListReading.PageAsync(db, _limits, actor, filter, position, now);
    }

    /// <summary>Every tab under the filter's other conditions, each no further than <see cref="CountCap"/>.</summary>
    public async Task<PaymentCounts> CountAsync(MerchantActor actor, PaymentFilter filter, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var (scope, conditions) = (await ListScope.OfAsync(db, actor, filter.PointOfSaleIds), new ListConditions(filter, now));
        return scope.IsEmpty || conditions.IsImpossible ? PaymentCounts.None : await new ListTotals(await ListSource.OpenAsync(db, _limits), scope, conditions, filter).CountAsync();
    }

    /// <summary>Exact, of the whole filter: reads all its rows, so only for who asks for it.</summary>
    public async Task<PaymentTotals> TotalsAsync(MerchantActor actor, PaymentFilter filter, DateTimeOffset now, CancellationToken cancellation = default)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        await db.Database.OpenConnectionAsync(cancellation);
        var (scope, conditions) = (await ListScope.OfAsync(db, actor, filter.PointOfSaleIds), new ListConditions(filter, now));
        return scope.IsEmpty || conditions.IsImpossible ? PaymentTotals.None : await new ListTotals(new ListSource(db, _limits), scope, conditions, filter).SumAsync(cancellation);
    }

    /// <summary>The payment that changed last: what an open list compares itself with. Null while there is none.</summary>
    /// <param name="pointOfSaleIds">As in <see cref="PaymentFilter.PointOfSaleIds"/>.</param>
    public async Task<Payment?> NewestAsync(MerchantActor actor, IReadOnlyCollection<long>? pointOfSaleIds)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return (await ListReading.PageAsync(db, _limits with { PageSize = 1 }, actor, new PaymentFilter { PointOfSaleIds = pointOfSaleIds }, null, default)).Payments is [var newest, ..] ? newest : null;
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
