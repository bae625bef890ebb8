using System.Security.Cryptography;
using Guichet.App.Demonstration;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>The mailed link sets a new password, once, within its 30 minutes. It unblocks the account, signs out every browser and forgets every device of it.</summary>
public sealed class ResetPassword
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly PasswordGate _gate;
    private readonly SignInTries _tries;
    private readonly Sessions _sessions;

    internal ResetPassword(IDbContextFactory<AppDb> databases, PasswordGate gate, SignInTries tries, Sessions sessions) =>
        (_databases, _gate, _tries, _sessions) = (databases, gate, tries, sessions);

    /// <summary>Whether the link still opens the form. Changes nothing. Refuses link_unusable.</summary>
    public async Task<Result<AccountArea>> CheckAsync(AccountArea area, string? token, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return await FindAsync(db, area, token, now) is null ? RefusalCode.LinkUnusable : area;
    }

    /// <summary>Refuses link_unusable, password_too_short (minimum), password_too_common, text_invalid, passwords_differ, unavailable. A refused password leaves the link usable.</summary>
    public async Task<Result<AccountArea>> RunAsync(AccountArea area, string? token, string? password, string? again, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        if (await FindAsync(db, area, token, now) is not { } account)
        {
            return RefusalCode.LinkUnusable;
        }

        if (!PasswordRules.Check(password, KnownOf(account)).TryGet(out var accepted, out var refusal))
        {
            return refusal;
        }

        if (DemonstrationPasswords.Contains(accepted))
        {
            return RefusalCode.PasswordTooCommon;
        }

        if (PasswordRules.Normalize(again ?? "") != accepted)
        {
            return RefusalCode.PasswordsDiffer;
        }

        using var slot = await _gate.EnterAsync();
        if (slot is null)
        {
            return RefusalCode.Unavailable;
        }

        return await SetAsync(db, account, AccessKey.Hash(token)!, await slot.HashAsync(accepted), now) ? area : RefusalCode.LinkUnusable;
    }

    private async Task<bool> SetAsync(AppDb db, AccountRow account, string tokenHash, string passwordHash, DateTimeOffset now)
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
            return false; // another browser used it meanwhile; nothing is committed
        }

        await SignInTries.ResetAsync(db, _tries.SubjectOf(account.UserName!, known: true));
        await Sessions.CloseAllAsync(db, account.Id);
        await db.KnownDevices.Where(d => d.AccountId == account.Id).ExecuteDeleteAsync();
        await transaction.CommitAsync();
        _sessions.Forget(account.Id);
        return true;
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

    private static IEnumerable<string> KnownOf(AccountRow account) =>
        [account.UserName!.Split(':')[^1], account.FirstName, account.LastName, $"{account.FirstName}{account.LastName}", account.Email ?? "", account.Email?.Split('@')[0] ?? ""];
}
