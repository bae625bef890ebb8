using System.Data.Common;
using Guichet.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments.Finding;

/// <summary>A connection for the statements of one answer, open until the context is disposed, and how far they may go.</summary>
internal sealed class ListSource(AppDb db, ListLimits limits, DbTransaction? snapshot = null)
{
    public ListLimits Limits => limits;

    /// <summary>For what walks an index and stops soon.</summary>
    public static async Task<ListSource> OpenAsync(AppDb db, ListLimits limits)
    {
        if (db.Database.IsNpgsql())
        {
            await db.Database.BeginTransactionAsync();
            await WalkOnlyAsync(db);
        }
        else
        {
            await db.Database.OpenConnectionAsync();
        }

        return new ListSource(db, limits);
    }

    /// <summary>
    /// PostgreSQL cannot know that a walk over ten thousand rows will be left after twenty-five: it would rather collect them all and sort. Until the end
    /// of the transaction.
    /// </summary>
    public static Task WalkOnlyAsync(AppDb db, CancellationToken cancellation = default) =>
        db.Database.ExecuteSqlRawAsync("SET LOCAL enable_bitmapscan = off; SET LOCAL enable_seqscan = off; SET LOCAL jit = off", cancellation);

    public ListCommand Command() => new(db.Database.GetDbConnection(), db.Database.IsNpgsql(), snapshot);
}
