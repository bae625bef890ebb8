using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>The question that a browser puts to a passkey, at each of the doors.</summary>
public sealed class AskPasskey
{
    /// <summary>Of one account.</summary>
    public const int MaxPasskeys = 10;

    private readonly IDbContextFactory<AppDb> _databases;
    private readonly PasskeyCheck _passkeys;

    internal AskPasskey(IDbContextFactory<AppDb> databases, PasskeyCheck passkeys) => (_databases, _passkeys) = (databases, passkeys);

    /// <summary>For a new one. Refuses second_factor_missing (recovery codes come with it), passkeys_full (limit).</summary>
    public async Task<Result<PasskeyQuestion>> ToAddAsync(OwnAccess own, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var account = await OwnAccount.ReadAsync(db, own);
        return !account.MayHavePasskeys() ? RefusalCode.SecondFactorMissing
            : await PasskeyCheck.Of(db, account.Id).CountAsync() >= MaxPasskeys ? new Refusal(RefusalCode.PasskeysFull, MaxPasskeys)
            : await _passkeys.AskToAddAsync(db, account, own.SessionKey, now);
    }

    /// <summary>Of somebody who is signed in. Refuses second_factor_missing for who has no passkey.</summary>
    public async Task<Result<PasskeyQuestion>> ToProveAsync(OwnAccess own, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var account = await OwnAccount.ReadAsync(db, own);
        return await PasskeyCheck.Of(db, account.Id).AnyAsync() ? await _passkeys.AskAsync(db, PasskeyPurpose.Prove, account, own.SessionKey, now) : RefusalCode.SecondFactorMissing;
    }

    /// <summary>Of whoever gave the right password; of anybody where there is no half session: the passkey then tells who it is.</summary>
    public async Task<PasskeyQuestion> ToSignInAsync(HalfSignIn half, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return await Sessions.FindHalfAsync(db, half.SessionKey, half.Area, now) is { Account.TwoFactorEnabled: true } session
            ? await _passkeys.AskAsync(db, PasskeyPurpose.SecondFactor, session.Account, half.SessionKey, now)
            : await _passkeys.AskAsync(db, PasskeyPurpose.SignIn, null, null, now);
    }

    /// <summary>Whether a half session's account has one.</summary>
    public async Task<bool> HasAnyAsync(HalfSignIn half, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return await Sessions.FindHalfAsync(db, half.SessionKey, half.Area, now) is { } session && await PasskeyCheck.Of(db, session.Account.Id).AnyAsync();
    }
}
