using Guichet.App.Console;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>What the browser holds after the right password.</summary>
/// <param name="SessionKey">Of its half session.</param>
/// <param name="DeviceKey">Of the browser, if it has one.</param>
public sealed record HalfSignIn(AccountArea Area, string? SessionKey, string? DeviceKey = null)
{
    public SessionPlace Place { get; init; } = SessionPlace.Unknown;
}

/// <summary>
/// The second half of a sign-in: a code of the authenticator app, or one of the recovery codes. Always asked of operators, and of whoever set it up.
/// Tries are counted before a code is looked at: three end the half session, five in a quarter of an hour close all of them for the rest of it.
/// </summary>
public sealed class SecondFactor
{
    /// <summary>Wrong codes in a row that end a half session.</summary>
    public const int MaxTries = 3;

    private readonly IDbContextFactory<AppDb> _databases;
    private readonly SecondFactorSecret _secrets;
    private readonly SecondFactorTries _tries;
    private readonly RecoveryCodes _recovery;
    private readonly Sessions _sessions;
    private readonly KnownDevices _devices;

    internal SecondFactor(
        IDbContextFactory<AppDb> databases, SecondFactorSecret secrets, SecondFactorTries tries, RecoveryCodes recovery, Sessions sessions, KnownDevices devices) =>
        (_databases, _secrets, _tries, _recovery, _sessions, _devices) = (databases, secrets, tries, recovery, sessions, devices);

    internal static bool IsAskedOf(AccountRow account) => account.Kind == AccountKind.Operator || account.TwoFactorEnabled;

    /// <summary>Whether the account behind a half session has a second factor already; null when there is no such session (any more).</summary>
    public async Task<bool?> IsSetUpAsync(HalfSignIn half, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return (await Sessions.FindHalfAsync(db, half.SessionKey, half.Area, now))?.Account.TwoFactorEnabled;
    }

    /// <summary>
    /// A full session under a new key. Refuses wrong_code (tries left; with 0 the half session is over and the password has to be asked), too_many_attempts (minutes).
    /// </summary>
    /// <param name="codesAt">The time of the authenticator app: the true one, also where the program's own time was moved.</param>
    public async Task<Result<OpenedSession>> RunAsync(HalfSignIn half, string? typed, DateTimeOffset now, DateTimeOffset codesAt)
    {
        await using var db = await _databases.CreateDbContextAsync();
        if (await Sessions.FindHalfAsync(db, half.SessionKey, half.Area, now) is not { Account.TwoFactorEnabled: true } session)
        {
            return new Refusal(RefusalCode.WrongCode, 0);
        }

        var code = ReadableCode.Normalize(typed);
        if (!SecondFactorSecret.IsWellFormed(code) && !ReadableCode.IsWellFormed(code))
        {
            return new Refusal(RefusalCode.WrongCode, Math.Max(0, MaxTries - session.FailedCodes)); // a slip of the finger is no guess
        }

        if ((await _tries.ReserveAsync(db, session, now)).Refusal is { } refused)
        {
            return refused;
        }

        var opened = SecondFactorSecret.IsWellFormed(code)
            ? await ByAppAsync(db, session, half, code, now, codesAt)
            : await OpenAsync(db, session, half, AuditAction.RecoveryCodeUsed, () => _recovery.UseAsync(db, session.Account.Id, code), now);
        return opened is not null ? opened : await SecondFactorTries.WrongAsync(db, session);
    }

    private async Task<OpenedSession?> ByAppAsync(AppDb db, HalfSession session, HalfSignIn half, string code, DateTimeOffset now, DateTimeOffset codesAt)
    {
        if (await _secrets.ReadAsync(db, session.Account.Id) is not { } stored || SecondFactorSecret.StepOf(stored.Secret, code, codesAt, after: stored.LastStep) is not { } step)
        {
            return null;
        }

        return await OpenAsync(db, session, half, AuditAction.SignedIn, () => SecondFactorSecret.UseStepAsync(db, session.Account.Id, stored.LastStep, step), now);
    }

    /// <summary>All in one commit; null when the same code or the same half session was used meanwhile.</summary>
    private async Task<OpenedSession?> OpenAsync(AppDb db, HalfSession session, HalfSignIn half, string action, Func<Task<bool>> use, DateTimeOffset now)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (!await HoldAsync(db, session, now) || !await EndHalfAsync(db, session) || !await use())
        {
            return null; // nothing is committed
        }

        await SecondFactorTries.GiveBackAsync(db, session.Account.Id);
        var opened = await OpenFullAsync(db, session, half, _sessions, _devices, action, now);
        await transaction.CommitAsync();
        return opened;
    }

    /// <summary>Secret, recovery codes and passkeys, in the caller's commit: what is left of a factor would come back with the next one.</summary>
    internal static async Task ForgetAsync(AppDb db, long accountId)
    {
        await SecondFactorSecret.RemoveAllAsync(db, accountId);
        await PasskeyCheck.Of(db, accountId).ExecuteDeleteAsync();
    }

    /// <summary>
    /// In the caller's commit, before anything else: the account's row, if it is still the one of the half session. Whoever changes the password, switches the factor
    /// or the account off at this moment comes before (and this is refused) or after (and ends the new session).
    /// </summary>
    internal static async Task<bool> HoldAsync(AppDb db, HalfSession session, DateTimeOffset now) => session.Account.IsOpen(now)
        && await db.Accounts.Where(a => a.Id == session.Account.Id && a.PasswordHash == session.Account.PasswordHash && a.TwoFactorEnabled == session.Account.TwoFactorEnabled && a.DisabledAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.AccessFailedCount, 0)) == 1;

    /// <summary>False when it is over already: of two that are right at once, one gets in.</summary>
    internal static async Task<bool> EndHalfAsync(AppDb db, HalfSession session) =>
        await db.Sessions.Where(s => s.KeyHash == session.KeyHash && s.Stage == SessionStage.Half).ExecuteDeleteAsync() == 1;

    /// <summary>In the caller's commit: the full session, the browser known from now on, and an operator's line in the audit trail.</summary>
    internal static async Task<OpenedSession> OpenFullAsync(
        AppDb db, HalfSession session, HalfSignIn half, Sessions sessions, KnownDevices devices, string action, DateTimeOffset now)
    {
        var deviceKey = await devices.AddAsync(db, session.Account, half.DeviceKey, now);
        var key = await sessions.OpenAsync(db, session.Account, SessionTicket.Empty, half.SessionKey, now, place: half.Place);
        if (half.Area == AccountArea.Operator)
        {
            await AuditTrail.AppendAsync(db, session.Account.Id, action, AuditSubject.Account(session.Account.Id), now);
        }

        return new OpenedSession(session.Account.Id, key, deviceKey);
    }
}
