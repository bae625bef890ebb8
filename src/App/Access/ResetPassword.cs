using System.Security.Cryptography;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>The browser's new key: who had the mailed link is no stranger.</summary>
public sealed record ResetDone(string DeviceKey);

/// <summary>
/// The mailed link sets a new password, once, within its 30 minutes. It unblocks the account, signs out every browser and forgets every device of it but
/// the one that used the link: whatever strangers do next, its holder can sign in there.
/// </summary>
public sealed class ResetPassword
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly PasswordGate _gate;
    private readonly SignInTries _tries;
    private readonly Sessions _sessions;
    private readonly KnownDevices _devices;

    internal ResetPassword(IDbContextFactory<AppDb> databases, PasswordGate gate, SignInTries tries, Sessions sessions, KnownDevices devices) =>
        (_databases, _gate, _tries, _sessions, _devices) = (databases, gate, tries, sessions, devices);

    /// <summary>Whether the link still opens the form. Changes nothing. Refuses link_unusable.</summary>
    public async Task<Result<AccountArea>> CheckAsync(AccountArea area, string? token, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return await FindAsync(db, area, token, now) is null ? RefusalCode.LinkUnusable : area;
    }

    /// <summary>Refuses link_unusable, password_too_short (minimum), password_too_common, text_invalid, passwords_differ, unavailable. A refused password leaves the link usable.</summary>
    /// <param name="deviceKey">Of the browser, if it has one.</param>
    public async Task<Result<ResetDone>> RunAsync(AccountArea area, string? token, string? password, string? again, string? deviceKey, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        if (await FindAsync(db, area, token, now) is not { } account)
        {
            return RefusalCode.LinkUnusable;
        }

        if (!NewPassword.Check(password, again, account).TryGet(out var accepted, out var refusal))
        {
            return refusal;
        }

        using var slot = await _gate.EnterAsync();
        if (slot is null)
        {
            return RefusalCode.Unavailable;
        }

        return await SetAsync(db, account, AccessKey.Hash(token)!, await slot.HashAsync(accepted), deviceKey, now) is { } key ? new ResetDone(key) : RefusalCode.LinkUnusable;
    }

    /// <summary>Gives the browser's key; null when the link was used meanwhile.</summary>
    private async Task<string?> SetAsync(AppDb db, AccountRow account, string tokenHash, string passwordHash, string? deviceKey, DateTimeOffset now)
    {
        var stamp = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        await using var transaction = await db.Database.BeginTransactionAsync();

        // First the account's row: whoever signs in with the old password at this moment waits here, or has been before and is signed out below.
        await db.Accounts.Where(a => a.Id == account.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordHash, passwordHash).SetProperty(a => a.SecurityStamp, stamp));
        var used = await db.OneTimeLinks.Where(x => x.TokenHash == tokenHash && x.UsedAt == null && x.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.UsedAt, now));
        if (used == 0)
        {
            return null; // another browser used it meanwhile; nothing is committed
        }

        await SignInTries.ResetAsync(db, _tries.OfStrangers(account.UserName!, exists: true));
        await OneTimeLinks.UseUpAsync(db, account.Id, now);
        await Sessions.CloseAllAsync(db, account.Id);
        await db.KnownDevices.Where(d => d.AccountId == account.Id).ExecuteDeleteAsync();
        var key = await _devices.AddAsync(db, account, deviceKey, now);
        await SignInTries.ResetAsync(db, _tries.OfDevice(account.UserName!, AccessKey.Hash(key)!));
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        _sessions.Forget(account.Id);
        return key;
    }

    private static async Task<AccountRow?> FindAsync(AppDb db, AccountArea area, string? token, DateTimeOffset now)
    {
        if (AccessKey.Hash(token) is not { } hash)
        {
            return null;
        }

        var account = await db.OneTimeLinks.Where(x => x.TokenHash == hash && x.Purpose == (int)LinkPurpose.Password && x.UsedAt == null && x.ExpiresAt > now)
            .Join(db.Accounts.AsNoTracking(), x => x.AccountId, a => a.Id, (x, a) => a).SingleOrDefaultAsync();
        return account is not null && Sessions.AreaOf(account.Kind) == area ? account : null;
    }
}
