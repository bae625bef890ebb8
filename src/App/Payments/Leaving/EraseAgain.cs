using Guichet.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments.Leaving;

/// <summary>
/// The job that looks once more at accounts that were closed a short while ago: a merchant who had looked up the customer a moment before may have written the
/// address after it. Safe to run anywhere, any time.
/// </summary>
public sealed class EraseAgain
{
    private readonly IDbContextFactory<AppDb> _databases;

    internal EraseAgain(IDbContextFactory<AppDb> databases) => _databases = databases;

    public async Task<int> RunAsync(DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return await Erasure.AgainAsync(db, now);
    }
}
