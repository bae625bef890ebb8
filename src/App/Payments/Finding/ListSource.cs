using System.Data.Common;
using Guichet.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments.Finding;

/// <summary>A connection for the statements of one answer, in one snapshot, and how far they may go.</summary>
internal sealed class ListSource(AppDb db, ListLimits limits, DbTransaction snapshot) : IAsyncDisposable
{
    /// <summary>
    /// PostgreSQL cannot know that a walk over ten thousand rows will be left after twenty-five: it would rather collect them all and sort. Until the end
    /// of the transaction.
    /// </summary>
    private const string WalkOnly = "SET LOCAL enable_bitmapscan = off; SET LOCAL enable_seqscan = off; SET LOCAL jit = off";

    public ListLimits Limits => limits;

    /// <summary>For what walks an index and stops soon: one snapshot, so that all statements of an answer agree, whatever happens between them.</summary>
    public static Task<ListSource> OpenAsync(AppDb db, ListLimits limits) => OpenAsync(db, limits, WalkOnly, CancellationToken.None);

    /// <summary>The same for what reads all that it adds up: PostgreSQL may choose how.</summary>
    public static Task<ListSource> OpenForAllAsync(AppDb db, ListLimits limits, CancellationToken cancellation) => OpenAsync(db, limits, "", cancellation);

    public static Task WalkOnlyAsync(AppDb db, CancellationToken cancellation = default) => db.Database.ExecuteSqlRawAsync(WalkOnly, cancellation);

    public ListCommand Command() => new(db.Database.GetDbConnection(), db.Database.IsNpgsql(), snapshot);

    public ValueTask DisposeAsync() => snapshot.DisposeAsync();

    private static async Task<ListSource> OpenAsync(AppDb db, ListLimits limits, string settings, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        var snapshot = await ReadSnapshot.BeginAsync(db.Database.GetDbConnection(), cancellation, settings);
        await db.Database.UseTransactionAsync(snapshot, cancellation);
        return new ListSource(db, limits, snapshot);
    }
}
