using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Merchants.Joining;

/// <summary>The job that forgets what nobody needs: forms never sent, addresses never confirmed, documents of what was refused. Safe to run anywhere, any time.</summary>
public sealed class ForgetApplications
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly JoiningLimits _limits;

    internal ForgetApplications(IDbContextFactory<AppDb> databases, JoiningLimits limits) => (_databases, _limits) = (databases, limits);

    /// <returns>How many rows were removed.</returns>
    public async Task<int> RunAsync(DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var (drafts, unconfirmed, refused) = (now - _limits.DraftsKept, now - _limits.UnconfirmedKept, now - _limits.RefusedDocumentsKept);
        // One statement finds them and removes them: an address that is confirmed at this moment either is, and stays, or is gone.
        return await db.Applications.Where(x => x.Stage == ApplicationStage.Unconfirmed && x.CreatedAt <= unconfirmed).ExecuteDeleteAsync()
            + await db.ApplicationDocuments.Where(x => x.AddedAt <= drafts && !db.Applications.Any(a => a.DraftHash == x.DraftHash)).ExecuteDeleteAsync()
            + await db.ApplicationDocuments.Where(x => db.Applications.Any(a => a.DraftHash == x.DraftHash && a.Stage == ApplicationStage.Refused && a.DecidedAt <= refused))
                .ExecuteDeleteAsync();
    }
}
