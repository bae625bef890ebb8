using Guichet.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments;

/// <summary>The job that forgets the keys of submits that nobody will repeat any more. Safe to run anywhere, any time.</summary>
public sealed class ForgetSubmitKeys
{
    /// <summary>A lost answer can be asked for again for so long.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(31);

    /// <summary>So that one run never holds SQLite's one writer for long: a slice of time per statement.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromMinutes(10);

    private readonly IDbContextFactory<AppDb> _databases;

    internal ForgetSubmitKeys(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <returns>How many keys were forgotten.</returns>
    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken stopping)
    {
        await using var db = await _databases.CreateDbContextAsync(stopping);
        var (before, forgotten) = (now - Kept, 0);
        while (!stopping.IsCancellationRequested && await db.IdempotencyKeys.Where(k => k.At < before).OrderBy(k => k.At).Select(k => (DateTimeOffset?)k.At).FirstOrDefaultAsync(stopping) is { } oldest)
        {
            var until = oldest + Slice < before ? oldest + Slice : before;
            forgotten += await db.IdempotencyKeys.Where(k => k.At < until).ExecuteDeleteAsync(CancellationToken.None);
        }

        return forgotten;
    }
}
