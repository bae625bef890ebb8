using System.Security.Cryptography;
using System.Text;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>
/// Browsers on which an account's password was once given. What strangers do to the account does not reach them. On a customer's phone the 4-digit code is
/// enough: three tries per device, counted before the code is looked at.
/// </summary>
public sealed class KnownDevices
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly Turns _turns;
    private readonly AccessSettings _settings;
    private readonly byte[] _codeKey;
    private readonly SessionCache _cache;

    internal KnownDevices(IDbContextFactory<AppDb> databases, Turns turns, AppSecrets secrets, SessionCache cache, AccessSettings settings) =>
        (_databases, _turns, _codeKey, _cache, _settings) = (databases, turns, secrets.Derive("pin"), cache, settings);

    /// <summary>The first name of the customer whose device this is and who has a code; null when the password has to be asked.</summary>
    public async Task<string?> OwnerAsync(string? deviceKey, DateTimeOffset now)
    {
        if (AccessKey.Hash(deviceKey) is not { } hash)
        {
            return null;
        }

        await using var db = await _databases.CreateDbContextAsync();
        var since = now - _settings.DeviceLife;
        return await db.KnownDevices.Where(d => d.KeyHash == hash && d.LastSeenAt > since)
            .Join(db.Accounts.Where(a => a.PinHash != null), d => d.AccountId, a => a.Id, (d, a) => a.FirstName).SingleOrDefaultAsync();
    }

    /// <summary>A keyed hash with salt: fast, because its strength is the key, which is not in the database.</summary>
    internal string HashCode(string code)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return $"v1.{Convert.ToHexStringLower(salt)}.{Convert.ToHexStringLower(Keyed(salt, code))}";
    }

    /// <summary>
    /// Looks at a code typed on a device. Refuses wrong_code with the tries that are left; none are left once the device is forgotten (its sessions die with it),
    /// and then the password has to be asked. Refuses unavailable when others' tries on the device took too long.
    /// </summary>
    /// <param name="accountId">The customer who must own the device; null when the device tells who it is.</param>
    internal async Task<Result<AccountRow>> VerifyAsync(string? deviceKey, long? accountId, string? code, DateTimeOffset now)
    {
        if (AccessKey.Hash(deviceKey) is not { } hash)
        {
            return WrongCode(0);
        }

        using var turn = await _turns.EnterAsync(hash, _settings.HashingQueue);
        if (turn is null)
        {
            return RefusalCode.Unavailable;
        }

        await using var db = await _databases.CreateDbContextAsync();
        var since = now - _settings.DeviceLife;
        var found = await db.KnownDevices.AsNoTracking().Where(d => d.KeyHash == hash && d.LastSeenAt > since && (accountId == null || d.AccountId == accountId))
            .Join(db.Accounts.Where(a => a.PinHash != null), d => d.AccountId, a => a.Id, (d, a) => new { d.FailedCodes, Account = a }).SingleOrDefaultAsync();
        if (found is null)
        {
            return WrongCode(0);
        }

        if (!CustomerCode.IsWellFormed(code))
        {
            return WrongCode(CustomerCode.MaxTries - found.FailedCodes); // a slip of the finger is no guess
        }

        var reserved = await db.KnownDevices.Where(d => d.KeyHash == hash && d.FailedCodes < CustomerCode.MaxTries)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.FailedCodes, d => d.FailedCodes + 1));
        if (reserved == 0)
        {
            return WrongCode(0);
        }

        if (IsRight(found.Account.PinHash!, code!))
        {
            await db.KnownDevices.Where(d => d.KeyHash == hash).ExecuteUpdateAsync(set => set.SetProperty(d => d.FailedCodes, 0).SetProperty(d => d.LastSeenAt, now));
            return found.Account;
        }

        var left = CustomerCode.MaxTries - await db.KnownDevices.Where(d => d.KeyHash == hash).Select(d => d.FailedCodes).SingleOrDefaultAsync();
        if (left <= 0)
        {
            await ForgetAsync(db, hash, found.Account.Id);
        }

        return WrongCode(Math.Max(0, left));
    }

    /// <summary>The hash of a browser's key if the account's password was given there before and not too long ago, else null.</summary>
    /// <param name="accountId">0 for a number that nobody has: the same question, which finds nothing.</param>
    internal async Task<string?> KnownAsync(AppDb db, string? deviceKey, long accountId, DateTimeOffset now)
    {
        var (hash, since) = (AccessKey.Hash(deviceKey), now - _settings.DeviceLife);
        return await db.KnownDevices.AnyAsync(d => d.KeyHash == hash && d.AccountId == accountId && d.LastSeenAt > since) ? hash : null;
    }

    /// <summary>False for the first browser of an account, which is no news.</summary>
    internal Task<bool> HasAnyAsync(AppDb db, long accountId, DateTimeOffset now)
    {
        var since = now - _settings.DeviceLife;
        return db.KnownDevices.AnyAsync(d => d.AccountId == accountId && d.LastSeenAt > since);
    }

    /// <summary>Makes a browser known to an account, in the caller's commit, and gives its key. The oldest beyond the limit are forgotten.</summary>
    internal async Task<string> AddAsync(AppDb db, AccountRow account, string? keyBefore, DateTimeOffset now, SessionPlace? place = null)
    {
        var isCustomer = Sessions.AreaOf(account.Kind) == AccountArea.Customer;
        var hashBefore = AccessKey.Hash(keyBefore);
        if (isCustomer)
        {
            await db.KnownDevices.Where(d => d.KeyHash == hashBefore).ExecuteDeleteAsync(); // a phone is one customer's
        }

        // A till keeps its key: a new one would give whoever signs in there three more guesses at every colleague.
        var isKept = !isCustomer && await db.KnownDevices.AnyAsync(d => d.KeyHash == hashBefore);
        var key = isKept ? keyBefore! : AccessKey.New();
        var (hash, id) = (AccessKey.Hash(key)!, account.Id);
        var kept = await db.KnownDevices.Where(d => d.AccountId == id && d.KeyHash != hash)
            .OrderByDescending(d => d.LastSeenAt).Select(d => d.KeyHash).Take((isCustomer ? _settings.DevicesPerCustomer : _settings.BrowsersPerMerchant) - 1).ToListAsync();
        await db.KnownDevices.Where(d => d.AccountId == id && d.KeyHash != hash && !kept.Contains(d.KeyHash)).ExecuteDeleteAsync();
        if (await db.KnownDevices.Where(d => d.KeyHash == hash && d.AccountId == id).ExecuteUpdateAsync(set => set.SetProperty(d => d.LastSeenAt, now)) == 0)
        {
            db.KnownDevices.Add(new KnownDeviceRow { KeyHash = hash, AccountId = id, CreatedAt = now, LastSeenAt = now, Address = place?.StoredAddress, Agent = place?.StoredAgent });
        }

        return key;
    }

    private async Task ForgetAsync(AppDb db, string deviceHash, long accountId)
    {
        var ticket = SessionTicket.OfDevice(deviceHash);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.KnownDevices.Where(d => d.KeyHash == deviceHash).ExecuteDeleteAsync();
        await db.Sessions.Where(s => s.AccountId == accountId && s.Ticket == ticket).ExecuteDeleteAsync();
        await transaction.CommitAsync();
        _cache.KillAccount(accountId);
    }

    private bool IsRight(string pinHash, string code) =>
        pinHash.Split('.') is ["v1", var salt, var keyed]
        && CryptographicOperations.FixedTimeEquals(Convert.FromHexString(keyed), Keyed(Convert.FromHexString(salt), code));

    private byte[] Keyed(byte[] salt, string code) => HMACSHA256.HashData(_codeKey, (byte[])[.. salt, .. Encoding.ASCII.GetBytes(code)]);

    private static Refusal WrongCode(int left) => new(RefusalCode.WrongCode, left);
}
