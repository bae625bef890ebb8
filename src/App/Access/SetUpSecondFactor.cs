using Guichet.App.Console;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>What an authenticator app is given.</summary>
/// <param name="Secret">In Base32, for typing.</param>
/// <param name="Link">The same for the camera: otpauth://…</param>
public sealed record SecondFactorOffer(string Secret, string Link);

/// <param name="RecoveryCodes">To be shown now and never again.</param>
public sealed record SecondFactorDone(OpenedSession Session, IReadOnlyList<string> RecoveryCodes);

/// <summary>The first sign-in: an app is given a secret, and proves it by a code. From then on the account has a second factor.</summary>
public sealed class SetUpSecondFactor
{
    private const string Issuer = "Guichet";

    private readonly IDbContextFactory<AppDb> _databases;
    private readonly SecondFactorSecret _secrets;
    private readonly SecondFactorTries _tries;
    private readonly RecoveryCodes _recovery;
    private readonly Sessions _sessions;
    private readonly KnownDevices _devices;

    internal SetUpSecondFactor(
        IDbContextFactory<AppDb> databases, SecondFactorSecret secrets, SecondFactorTries tries, RecoveryCodes recovery, Sessions sessions, KnownDevices devices) =>
        (_databases, _secrets, _tries, _recovery, _sessions, _devices) = (databases, secrets, tries, recovery, sessions, devices);

    /// <summary>The same for one half session however often it is asked for; null when there is none, or when its account has a second factor already.</summary>
    public async Task<SecondFactorOffer?> OfferAsync(HalfSignIn half, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        if (await Sessions.FindHalfAsync(db, half.SessionKey, half.Area, now) is not { Account.TwoFactorEnabled: false } session)
        {
            return null;
        }

        return OfferOf(session.Account, session.KeyHash);
    }

    /// <summary>Also of somebody who is signed in already.</summary>
    internal SecondFactorOffer OfferOf(AccountRow account, string sessionKeyHash)
    {
        var secret = SecondFactorSecret.Typed(_secrets.Offer(sessionKeyHash));
        var name = Uri.EscapeDataString(account.UserName!.Split(':')[^1]);
        return new SecondFactorOffer(secret, $"otpauth://totp/{Issuer}:{name}?secret={secret}&issuer={Issuer}");
    }

    /// <summary>
    /// Opens the full session and gives the recovery codes. Refuses wrong_code (tries left; with 0 the half session is over), too_many_attempts (minutes).
    /// </summary>
    /// <param name="codesAt">The time of the authenticator app.</param>
    public async Task<Result<SecondFactorDone>> RunAsync(HalfSignIn half, string? typed, DateTimeOffset now, DateTimeOffset codesAt)
    {
        await using var db = await _databases.CreateDbContextAsync();
        if (await Sessions.FindHalfAsync(db, half.SessionKey, half.Area, now) is not { Account.TwoFactorEnabled: false } session)
        {
            return new Refusal(RefusalCode.WrongCode, 0);
        }

        var code = ReadableCode.Normalize(typed);
        if (!SecondFactorSecret.IsWellFormed(code))
        {
            return new Refusal(RefusalCode.WrongCode, Math.Max(0, SecondFactor.MaxTries - session.FailedCodes));
        }

        if ((await _tries.ReserveAsync(db, session, now)).Refusal is { } refused)
        {
            return refused;
        }

        var secret = _secrets.Offer(session.KeyHash);
        return SecondFactorSecret.StepOf(secret, code, codesAt, after: 0) is { } step && await SetAsync(db, session, half, secret, step, now) is { } done
            ? done : await SecondFactorTries.WrongAsync(db, session);
    }

    /// <summary>All in one commit; null when another session set one up meanwhile.</summary>
    private async Task<SecondFactorDone?> SetAsync(AppDb db, HalfSession session, HalfSignIn half, byte[] secret, long step, DateTimeOffset now)
    {
        var id = session.Account.Id;
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await EnableAsync(db, id, secret, step, now) is not { } codes || !await SecondFactor.EndHalfAsync(db, session))
        {
            return null;
        }

        await SecondFactorTries.GiveBackAsync(db, session.Account.Id);
        var opened = await SecondFactor.OpenFullAsync(db, session, half, _sessions, _devices, AuditAction.SecondFactorSetUp, now);
        await transaction.CommitAsync();
        return new SecondFactorDone(opened, codes);
    }

    /// <summary>In the caller's commit, which saves: the recovery codes as they are shown; null when the account has a second factor meanwhile.</summary>
    internal async Task<IReadOnlyList<string>?> EnableAsync(AppDb db, long accountId, byte[] secret, long step, DateTimeOffset now)
    {
        if (await db.Accounts.Where(a => a.Id == accountId && !a.TwoFactorEnabled).ExecuteUpdateAsync(set => set.SetProperty(a => a.TwoFactorEnabled, true).SetProperty(a => a.SecondFactorSince, now)) == 0)
        {
            return null;
        }

        await SecondFactor.ForgetAsync(db, accountId);
        _secrets.Add(db, accountId, secret, step);
        return [.. _recovery.Add(db, accountId).Select(ReadableCode.Shown)];
    }
}
