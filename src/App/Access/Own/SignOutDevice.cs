using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>Signs one of the account's browsers out, by the id of the list.</summary>
public sealed class SignOutDevice
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly Sessions _sessions;

    internal SignOutDevice(IDbContextFactory<AppDb> databases, Sessions sessions) => (_databases, _sessions) = (databases, sessions);

    /// <summary>Refuses not_found: somebody else's, or one that is signed out already.</summary>
    public async Task<Result<bool>> RunAsync(OwnAccess own, string? id)
    {
        own.Demand();
        await using var db = await _databases.CreateDbContextAsync();
        var hashes = await db.Sessions.Where(s => s.AccountId == own.AccountId).Select(s => s.KeyHash).ToListAsync();
        if (hashes.Find(hash => SignedInDevice.IdOf(hash) == id) is not { } found
            || await db.Sessions.Where(s => s.KeyHash == found && s.AccountId == own.AccountId).ExecuteDeleteAsync() == 0)
        {
            return RefusalCode.NotFound;
        }

        _sessions.Forget(own.AccountId);
        return true;
    }
}

/// <summary>Signs every browser of the account out, this one too, knows none of them any more, and kills the links that were mailed.</summary>
public sealed class SignOutEverywhere
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly Sessions _sessions;

    internal SignOutEverywhere(IDbContextFactory<AppDb> databases, Sessions sessions) => (_databases, _sessions) = (databases, sessions);

    public async Task RunAsync(OwnAccess own, DateTimeOffset now)
    {
        own.Demand();
        await using var db = await _databases.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await Sessions.CloseAllAsync(db, own.AccountId);
        await db.KnownDevices.Where(d => d.AccountId == own.AccountId).ExecuteDeleteAsync();
        await OneTimeLinks.UseUpAsync(db, own.AccountId, now);
        await transaction.CommitAsync();
        _sessions.Forget(own.AccountId);
    }
}
