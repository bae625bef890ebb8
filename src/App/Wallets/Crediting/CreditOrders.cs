using Guichet.App.Console;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Wallets.Crediting;

/// <summary>Where an order stands.</summary>
public enum CreditOrderStage
{
    /// <summary>Read and looked at; nothing is credited.</summary>
    Checked,

    /// <summary>Confirmed; its lines are being credited.</summary>
    Crediting,

    Done,
}

/// <param name="Accepted">Lines that can be, are being, or have been credited.</param>
/// <param name="Total">Of these lines.</param>
/// <param name="CreditedLine">Up to this line of the file everything is credited.</param>
public sealed record CreditOrder(
    long Id, string Reference, string FileName, CreditOrderStage Stage, int Accepted, int Refused, Money Total, int CreditedLine, DateTimeOffset CreatedAt, DateTimeOffset? DoneAt)
{
    /// <summary>Of one customer, typed by an operator: no file came.</summary>
    public bool IsByHand => FileName.Length == 0;
}

/// <param name="Typed">What stood there for a customer.</param>
/// <param name="Error">Stable name of the refusal.</param>
public sealed record RefusedLine(int Line, string Typed, string Error);

/// <summary>Orders of titles as the issuer's people see them.</summary>
public sealed class CreditOrders
{
    /// <summary>Orders that a list shows.</summary>
    public const int PageSize = 50;

    /// <summary>Refused lines that a page shows.</summary>
    public const int LinesPerPage = 100;

    private readonly IDbContextFactory<AppDb> _databases;

    internal CreditOrders(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <summary>Refuses not_found.</summary>
    public async Task<Result<CreditOrder>> FindAsync(long id)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return await db.CreditOrders.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id && x.State != CreditOrderState.Reading) is { } row ? Of(row) : RefusalCode.NotFound;
    }

    /// <summary>The newest first, credits by hand among them.</summary>
    /// <param name="before">Only orders before this one; null for the newest.</param>
    public async Task<IReadOnlyList<CreditOrder>> PageAsync(long? before)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var until = before ?? long.MaxValue;
        return [.. (await db.CreditOrders.AsNoTracking().Where(x => x.Id < until && x.State != CreditOrderState.Reading).OrderByDescending(x => x.Id).Take(PageSize).ToListAsync()).Select(Of)];
    }

    /// <summary>How many of its lines are credited.</summary>
    public async Task<int> CreditedAsync(CreditOrder order)
    {
        if (order.Stage != CreditOrderStage.Crediting)
        {
            return order.Stage == CreditOrderStage.Done ? order.Accepted : 0;
        }

        await using var db = await _databases.CreateDbContextAsync();
        return await db.CreditOrderLines.CountAsync(x => x.OrderId == order.Id && x.Line <= order.CreditedLine && x.Error == null);
    }

    /// <summary>A page of the lines that are not credited, in the order of the file.</summary>
    public async Task<IReadOnlyList<RefusedLine>> RefusedPageAsync(long id, int afterLine)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return await db.CreditOrderLines.Where(x => x.OrderId == id && x.Line > afterLine && x.Error != null).OrderBy(x => x.Line).Take(LinesPerPage)
            .Select(x => new RefusedLine(x.Line, x.Typed ?? "", x.Error!)).ToListAsync();
    }

    /// <summary>Every line that is not credited, in the order of the file.</summary>
    public async Task<IReadOnlyList<RefusedLine>> RefusedAsync(long id)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return await db.CreditOrderLines.Where(x => x.OrderId == id && x.Error != null).OrderBy(x => x.Line).Select(x => new RefusedLine(x.Line, x.Typed ?? "", x.Error!)).ToListAsync();
    }

    /// <summary>From here on its lines are credited, by the job, and it cannot be dropped. Repeated it changes nothing. Refuses not_found.</summary>
    /// <param name="by">The operator; null for the server's command line.</param>
    public async Task<Result<CreditOrder>> ConfirmAsync(long id, long? by, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            var confirmed = await db.CreditOrders.Where(x => x.Id == id && x.State == CreditOrderState.Checked)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.State, CreditOrderState.Crediting).SetProperty(x => x.ConfirmedAt, now).SetProperty(x => x.ConfirmedBy, by));
            if (confirmed == 1)
            {
                await RefuseClosedAsync(db, id);
                await AuditTrail.AppendAsync(db, by, AuditAction.CreditConfirmed, AuditSubject.CreditOrder(id), now);
                await transaction.CommitAsync();
            }
        }

        return await FindAsync(id);
    }

    /// <summary>Accounts that were closed while the file was read. From the dry run's end on a line keeps its customer from closing.</summary>
    private static async Task RefuseClosedAsync(AppDb db, long id)
    {
        var closed = await db.CreditOrderLines.AsNoTracking().Where(x => x.OrderId == id && x.Error == null && db.Customers.Any(c => c.Id == x.CustomerId && c.ClosedAt != null)).ToListAsync();
        if (closed.Count == 0)
        {
            return;
        }

        var (lines, error, cents) = (closed.Select(x => x.Line).ToList(), RefusalTable.Of(RefusalCode.CustomerUnknown).Name, closed.Sum(x => x.AmountCents));
        await db.CreditOrderLines.Where(x => x.OrderId == id && lines.Contains(x.Line)).ExecuteUpdateAsync(set => set.SetProperty(x => x.Error, error));
        await db.CreditOrders.Where(x => x.Id == id).ExecuteUpdateAsync(set => set
            .SetProperty(x => x.Accepted, x => x.Accepted - lines.Count).SetProperty(x => x.Refused, x => x.Refused + lines.Count).SetProperty(x => x.TotalCents, x => x.TotalCents - cents));
    }

    /// <summary>Forgets an order of which nothing is credited, and gives it for the last time; its file may come again. Refuses not_found, credit_under_way.</summary>
    /// <param name="by">The operator; null for the server's command line.</param>
    public async Task<Result<CreditOrder>> DropAsync(long id, long? by, DateTimeOffset now)
    {
        var order = await FindAsync(id);
        if (order.Refusal is not null)
        {
            return order;
        }

        await using var db = await _databases.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await db.CreditOrders.Where(x => x.Id == id && x.State == CreditOrderState.Checked).ExecuteDeleteAsync() == 0)
        {
            return RefusalCode.CreditUnderWay;
        }

        await db.CreditOrderLines.Where(x => x.OrderId == id).ExecuteDeleteAsync();
        await AuditTrail.AppendAsync(db, by, AuditAction.CreditDropped, AuditSubject.CreditOrder(id), now);
        await transaction.CommitAsync();
        return order;
    }

    internal static bool IsByHand(CreditOrderRow row) => row.FileName.Length == 0;

    internal static CreditOrder Of(CreditOrderRow row) => new(row.Id, row.Reference, row.FileName,
        row.State == CreditOrderState.Done ? CreditOrderStage.Done : row.State == CreditOrderState.Crediting ? CreditOrderStage.Crediting : CreditOrderStage.Checked,
        row.Accepted, row.Refused, new Money(row.TotalCents), row.CreditedLine, row.CreatedAt, row.DoneAt);
}
