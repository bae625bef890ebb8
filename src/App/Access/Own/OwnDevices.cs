using Guichet.App.Storage;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>A phone or computer on which a customer's code is enough.</summary>
/// <param name="Id">For the forms of its holder; opens nothing.</param>
/// <param name="IsThis">The one in hand.</param>
/// <param name="Place">Where it was seen last.</param>
public sealed record OwnDevice(string Id, bool IsThis, DateTimeOffset Since, DateTimeOffset LastSeenAt, SessionPlace Place);

/// <summary>The phones of a customer: those that there are, and one less.</summary>
public sealed class OwnDevices
{
    /// <summary>More than are kept.</summary>
    private const int MaxDevices = 50;

    private readonly IDbContextFactory<AppDb> _databases;
    private readonly Sessions _sessions;
    private readonly AccessSettings _settings;

    internal OwnDevices(IDbContextFactory<AppDb> databases, Sessions sessions, AccessSettings settings) => (_databases, _sessions, _settings) = (databases, sessions, settings);

    /// <summary>The one in hand first, then the one that was seen last.</summary>
    public async Task<IReadOnlyList<OwnDevice>> ReadAsync(CustomerAccess own, DateTimeOffset now)
    {
        own.Demand();
        await using var db = await _databases.CreateDbContextAsync();
        var (since, hash) = (now - _settings.DeviceLife, AccessKey.Hash(own.DeviceKey));
        var devices = await db.KnownDevices.AsNoTracking().Where(d => d.AccountId == own.AccountId && d.LastSeenAt > since).OrderByDescending(d => d.LastSeenAt).Take(MaxDevices).ToListAsync();
        return [.. devices.Select(d => new OwnDevice(SignedInDevice.IdOf(d.KeyHash), d.KeyHash == hash, d.CreatedAt, d.LastSeenAt, new SessionPlace(d.Address, d.Agent))).OrderByDescending(d => d.IsThis)];
    }

    /// <summary>Forgets one and signs it out: it asks for the password again. Refuses not_found: somebody else's, or one that is forgotten already.</summary>
    public async Task<Result<bool>> RemoveAsync(CustomerAccess own, string? id)
    {
        own.Demand();
        await using var db = await _databases.CreateDbContextAsync();
        var hashes = await db.KnownDevices.Where(d => d.AccountId == own.AccountId).Select(d => d.KeyHash).ToListAsync();
        if (hashes.Find(hash => SignedInDevice.IdOf(hash) == id) is not { } found)
        {
            return RefusalCode.NotFound;
        }

        var ticket = SessionTicket.OfDevice(found);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var removed = await db.KnownDevices.Where(d => d.KeyHash == found && d.AccountId == own.AccountId).ExecuteDeleteAsync();
        await db.Sessions.Where(s => s.AccountId == own.AccountId && s.Ticket == ticket).ExecuteDeleteAsync();
        await transaction.CommitAsync();
        _sessions.Forget(own.AccountId);
        return removed > 0 ? true : RefusalCode.NotFound;
    }
}
