using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Guichet.App.Payments.Closing;

/// <summary>
/// A payment with what was recorded for its rest, under a lock: of its row on PostgreSQL, of the writer on SQLite. Two cashiers come one after the other,
/// and so does the desk, which may void the payment at the same moment.
/// </summary>
internal sealed class LockedRemainder : IAsyncDisposable
{
    private readonly AppDb _db;
    private readonly IDbContextTransaction _transaction;

    private LockedRemainder(AppDb db, IDbContextTransaction transaction, Payment payment, List<RemainderPaymentRow> rows) =>
        (_db, _transaction, Payment, Rows) = (db, transaction, payment, rows);

    public Payment Payment { get; }

    /// <summary>In the order in which they were recorded.</summary>
    public List<RemainderPaymentRow> Rows { get; }

    public List<RemainderPayment> Records => Rows.ConvertAll(row => row.ToRecord());

    /// <summary>Null for what the actor may not see.</summary>
    public static async Task<LockedRemainder?> OfAsync(IDbContextFactory<AppDb> databases, MerchantActor actor, string number)
    {
        var db = await databases.CreateDbContextAsync();
        IDbContextTransaction? transaction = null;
        try
        {
            // Looked for before the lock: what others own is not locked, and on SQLite nobody waits for it.
            if (await ReadPayment.InScope(db, actor).Where(p => p.Number == number).Select(p => (long?)p.Id).SingleOrDefaultAsync() is { } id)
            {
                transaction = await db.Database.BeginTransactionAsync();
                if (db.Database.IsNpgsql())
                {
                    await db.Database.ExecuteSqlAsync($"SELECT 1 FROM payment WHERE id = {id} FOR UPDATE");
                }

                var payment = await db.Payments.AsNoTracking().SingleAsync(p => p.Id == id);
                var rows = await db.RemainderPayments.Where(r => r.PaymentId == id).OrderBy(r => r.Line).ToListAsync();
                return new LockedRemainder(db, transaction, payment.ToPayment(), rows);
            }
        }
        catch
        {
            await (transaction?.DisposeAsync() ?? ValueTask.CompletedTask);
            await db.DisposeAsync();
            throw;
        }

        await db.DisposeAsync();
        return null;
    }

    public async Task AddAsync(RemainderPaymentRow row)
    {
        _db.Add(row);
        await SaveAsync();
    }

    public async Task SaveAsync()
    {
        await _db.SaveChangesAsync();
        await _transaction.CommitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _db.DisposeAsync();
    }
}
