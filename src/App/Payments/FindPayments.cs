using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments;

/// <summary>A page of a point's payments, the newest action first.</summary>
/// <param name="Next">Where the next page starts; null on the last.</param>
public sealed record PaymentPage(IReadOnlyList<Payment> Payments, PagePosition? Next);

/// <summary>Pages follow a key, never an offset: the last row seen.</summary>
public sealed record PagePosition(DateTimeOffset LastActivityAt, long Id);

/// <summary>Open payments of a point, each count capped: <see cref="FindPayments.CountCap"/> + 1 means «more than».</summary>
public sealed record OpenCounts(int AwaitingCustomer, int Authorized);

/// <summary>An earlier request with the same order reference.</summary>
public sealed record EarlierRequest(string Number, DateTimeOffset At, PaymentStatus Status);

/// <summary>«Vos opérations» of one point of sale.</summary>
public sealed class FindPayments
{
    public const int PageSize = 25;
    public const int CountCap = 1_000;
    private static readonly TimeSpan DuplicateWindow = TimeSpan.FromHours(24);

    private readonly IDbContextFactory<AppDb> _databases;

    internal FindPayments(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <param name="status">Only this state; null for all.</param>
    public async Task<PaymentPage> RunAsync(MerchantActor actor, long pointOfSaleId, PaymentStatus? status, PagePosition? after)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var payments = ReadPayment.InScope(db, actor).Where(p => p.PointOfSaleId == pointOfSaleId);
        if (status is { } only)
        {
            payments = payments.Where(p => p.Status == only);
        }

        if (after is { } key)
        {
            payments = payments.Where(p => p.LastActivityAt < key.LastActivityAt || (p.LastActivityAt == key.LastActivityAt && p.Id < key.Id));
        }

        var rows = await payments.OrderByDescending(p => p.LastActivityAt).ThenByDescending(p => p.Id).Take(PageSize + 1).ToListAsync();
        var page = rows.Take(PageSize).Select(row => row.ToPayment()).ToList();
        return new PaymentPage(page, rows.Count > PageSize ? new PagePosition(page[^1].LastActivityAt, page[^1].Id) : null);
    }

    /// <summary>The payment of a point that changed last: what an open list compares itself with. Null while there is none.</summary>
    public async Task<Payment?> NewestAsync(MerchantActor actor, long pointOfSaleId)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var row = await ReadPayment.InScope(db, actor).Where(p => p.PointOfSaleId == pointOfSaleId)
            .OrderByDescending(p => p.LastActivityAt).ThenByDescending(p => p.Id).FirstOrDefaultAsync();
        return row?.ToPayment();
    }

    public async Task<OpenCounts> CountOpenAsync(MerchantActor actor, long pointOfSaleId)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var payments = ReadPayment.InScope(db, actor).Where(p => p.PointOfSaleId == pointOfSaleId);
        return new OpenCounts(
            await payments.Where(p => p.Status == PaymentStatus.AwaitingCustomer).Take(CountCap + 1).CountAsync(),
            await payments.Where(p => p.Status == PaymentStatus.Authorized).Take(CountCap + 1).CountAsync());
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
