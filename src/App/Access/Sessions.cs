using System.Buffers.Binary;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>Who a session belongs to.</summary>
/// <param name="Name">First and last name.</param>
/// <param name="Points">Of a merchant: null for all of the agreement, else these.</param>
/// <param name="ChosenPointId">The point that somebody with several chose in this session; null before.</param>
public sealed record SessionIdentity(
    long AccountId, AccountArea Area, string Name, long? AgreementId, IReadOnlyList<long>? Points, long? CustomerId, long? ChosenPointId)
{
    public required Role Role { get; init; }

    /// <summary>Of a cashier's captures; null for none.</summary>
    public Money? CaptureLimit { get; init; }
}

/// <summary>Signed-in browsers: the cookie holds a random key, the row its hash (I-34). A row that is gone, or idle for too long, is signed out, and so is an account that is switched off or past its last day.</summary>
public sealed class Sessions
{
    /// <summary>A session's last use is written at most this often.</summary>
    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(1);

    private readonly IDbContextFactory<AppDb> _databases;
    private readonly SessionCache _cache;
    private readonly AccessSettings _settings;

    internal Sessions(IDbContextFactory<AppDb> databases, SessionCache cache, AccessSettings settings) =>
        (_databases, _cache, _settings) = (databases, cache, settings);

    /// <summary>Null when the key opens nothing at this door (any more).</summary>
    /// <param name="touch">False for requests that a page makes by itself: they do not keep a session alive.</param>
    public async Task<SessionIdentity?> FindAsync(string? key, AccountArea area, bool touch, DateTimeOffset now)
    {
        if (AccessKey.Hash(key) is not { } keyHash)
        {
            return null;
        }

        if (_cache.Find(keyHash, now) is { } cached)
        {
            return cached.Area == area ? cached : null;
        }

        var kills = _cache.Kills;
        await using var db = await _databases.CreateDbContextAsync();
        var found = await db.Sessions.AsNoTracking().Where(s => s.KeyHash == keyHash && s.ExpiresAt > now && s.Stage == SessionStage.Full)
            .Join(db.Accounts, s => s.AccountId, a => a.Id, (s, a) => new { Session = s, a.Kind, a.FirstName, a.LastName, a.AgreementId, a.PointOfSaleId, a.CustomerId, a.AllPoints, a.CaptureLimit, a.LastDay, a.DisabledAt })
            .SingleOrDefaultAsync();
        if (found is null || AreaOf(found.Kind) != area || !AccountRules.IsOpen(found.DisabledAt, found.LastDay, now))
        {
            return null;
        }

        if (touch && now - found.Session.LastSeenAt >= TouchEvery)
        {
            var until = Until(area, found.Session.CreatedAt, now);
            await db.Sessions.Where(s => s.KeyHash == keyHash && s.LastSeenAt < now)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, now).SetProperty(s => s.ExpiresAt, until));
        }

        var identity = new SessionIdentity(found.Session.AccountId, area, $"{found.FirstName} {found.LastName}", found.AgreementId,
            await PointsAsync(db, found.Session.AccountId, found.Kind, found.PointOfSaleId, found.AllPoints), found.CustomerId, area == AccountArea.Merchant ? SessionTicket.ReadPoint(found.Session.Ticket) : null)
        {
            Role = AccountRules.RoleOf(found.Kind),
            CaptureLimit = found.CaptureLimit is { } cents ? new Money(cents) : null,
        };
        if (touch)
        {
            _cache.Keep(keyHash, identity, now, kills);
        }

        return identity;
    }

    /// <summary>Signs a browser out; the key is dead when this returns, and a customer's phone is told nothing any more. A key that opens nothing is no error.</summary>
    public async Task CloseAsync(string? key)
    {
        if (AccessKey.Hash(key) is not { } keyHash)
        {
            return;
        }

        await using var db = await _databases.CreateDbContextAsync();
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            if (await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.KeyHash == keyHash) is { } session)
            {
                await EndPushAsync(db, session.AccountId, session.Ticket);
            }

            await db.Sessions.Where(s => s.KeyHash == keyHash).ExecuteDeleteAsync();
            await transaction.CommitAsync();
        }

        _cache.Kill(keyHash);
    }

    /// <summary>The notifications of the device of a session, in the commit that signs it out.</summary>
    internal static async Task EndPushAsync(AppDb db, long accountId, byte[] ticket)
    {
        if (SessionTicket.ReadDevice(ticket) is { } device)
        {
            await db.PushSubscriptions.Where(s => s.AccountId == accountId && s.DeviceHash == device).ExecuteDeleteAsync();
        }
    }

    /// <summary>Remembers the point that a signatory chose; the caller has checked the scope.</summary>
    internal async Task ChoosePointAsync(string? key, long pointOfSaleId)
    {
        if (AccessKey.Hash(key) is not { } keyHash)
        {
            return;
        }

        await using var db = await _databases.CreateDbContextAsync();
        var ticket = SessionTicket.OfPoint(pointOfSaleId);
        await db.Sessions.Where(s => s.KeyHash == keyHash).ExecuteUpdateAsync(set => set.SetProperty(s => s.Ticket, ticket));
        _cache.Kill(keyHash);
    }

    /// <summary>A half session and its account; null when there is none (any more) at this door.</summary>
    internal static async Task<HalfSession?> FindHalfAsync(AppDb db, string? key, AccountArea area, DateTimeOffset now)
    {
        if (AccessKey.Hash(key) is not { } keyHash)
        {
            return null;
        }

        var found = await db.Sessions.AsNoTracking().Where(s => s.KeyHash == keyHash && s.ExpiresAt > now && s.Stage == SessionStage.Half)
            .Join(db.Accounts.AsNoTracking(), s => s.AccountId, a => a.Id, (s, a) => new { s.FailedCodes, Account = a }).SingleOrDefaultAsync();
        return found is null || AreaOf(found.Account.Kind) != area ? null : new HalfSession(keyHash, found.Account, found.FailedCodes);
    }

    /// <summary>A new session, always under a new key, in the caller's commit. The key that the browser held before dies with it.</summary>
    internal async Task<string> OpenAsync(AppDb db, AccountRow account, byte[] ticket, string? keyBefore, DateTimeOffset now,
        SessionStage stage = SessionStage.Full, SessionPlace? place = null)
    {
        var key = AccessKey.New();
        if (AccessKey.Hash(keyBefore) is { } hashBefore)
        {
            await db.Sessions.Where(s => s.KeyHash == hashBefore).ExecuteDeleteAsync();
            _cache.Kill(hashBefore);
        }

        db.Sessions.Add(new SessionRow
        {
            KeyHash = AccessKey.Hash(key)!,
            AccountId = account.Id,
            Ticket = ticket,
            Stage = stage,
            Address = place?.StoredAddress,
            Agent = place?.StoredAgent,
            CreatedAt = now,
            LastSeenAt = now,
            ExpiresAt = stage == SessionStage.Half ? now + _settings.HalfSession : Until(AreaOf(account.Kind)!.Value, now, now),
        });
        await db.SaveChangesAsync();
        return key;
    }

    /// <summary>All sessions of an account and what its phones are told, in the caller's commit; <see cref="Forget"/> after it.</summary>
    internal static async Task<int> CloseAllAsync(AppDb db, long accountId)
    {
        await db.PushSubscriptions.Where(s => s.AccountId == accountId).ExecuteDeleteAsync();
        return await db.Sessions.Where(s => s.AccountId == accountId).ExecuteDeleteAsync();
    }

    internal void Forget(long accountId) => _cache.KillAccount(accountId);

    internal static AccountArea? AreaOf(AccountKind kind) => kind switch
    {
        AccountKind.Signatory or AccountKind.PointOfSale or AccountKind.Manager or AccountKind.Cashier => AccountArea.Merchant,
        AccountKind.Customer => AccountArea.Customer,
        AccountKind.Operator => AccountArea.Operator,
        _ => null,
    };

    /// <summary>Null for the signatory, and for who was given all: whoever has no point sees nothing.</summary>
    private static async Task<IReadOnlyList<long>?> PointsAsync(AppDb db, long accountId, AccountKind kind, long? own, bool all) => kind switch
    {
        AccountKind.Signatory => null,
        AccountKind.Manager or AccountKind.Cashier when all => null,
        AccountKind.Manager or AccountKind.Cashier => await db.AccountPoints.Where(x => x.AccountId == accountId).OrderBy(x => x.PointOfSaleId).Select(x => x.PointOfSaleId).ToListAsync(),
        _ => own is { } point ? [point] : [],
    };

    private DateTimeOffset Until(AccountArea area, DateTimeOffset createdAt, DateTimeOffset now)
    {
        var (idle, longest) = area switch
        {
            AccountArea.Merchant => (_settings.MerchantIdle, _settings.MerchantSession),
            AccountArea.Customer => (_settings.CustomerIdle, _settings.CustomerSession),
            _ => (_settings.OperatorIdle, _settings.OperatorSession),
        };
        return now + idle < createdAt + longest ? now + idle : createdAt + longest;
    }
}

/// <summary>The password was right, the second factor is still to come.</summary>
internal sealed record HalfSession(string KeyHash, AccountRow Account, int FailedCodes);

/// <summary>What a session remembers beyond its account: the chosen point of a merchant, the device of a customer.</summary>
internal static class SessionTicket
{
    public static readonly byte[] Empty = [];

    private const int DeviceBytes = 32;

    public static byte[] OfPoint(long pointOfSaleId)
    {
        var ticket = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(ticket, pointOfSaleId);
        return ticket;
    }

    public static long? ReadPoint(byte[] ticket) => ticket.Length == sizeof(long) ? BinaryPrimitives.ReadInt64BigEndian(ticket) : null;

    public static byte[] OfDevice(string deviceHash) => Convert.FromHexString(deviceHash);

    public static string? ReadDevice(byte[] ticket) => ticket.Length == DeviceBytes ? Convert.ToHexStringLower(ticket) : null;
}
