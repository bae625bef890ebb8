using Guichet.App.Demonstration;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>What the browser holds and says.</summary>
/// <param name="Number">As typed: agreement number, Shop ID, customer's number or e-mail.</param>
/// <param name="Address">Network address.</param>
/// <param name="SessionKey">Of the session that the browser had; it dies when signing in succeeds.</param>
/// <param name="DeviceKey">Of the device, if it is known (customers).</param>
public sealed record SignInAttempt(AccountArea Area, string? Number, string? Password, string? Address, string? SessionKey = null, string? DeviceKey = null);

/// <summary>The new keys for the browser's cookies.</summary>
/// <param name="DeviceKey">For customers signing in by password; null elsewhere.</param>
public sealed record OpenedSession(long AccountId, string SessionKey, string? DeviceKey);

/// <summary>
/// Number and password open a session. The third wrong password in a row blocks the account: the right one is refused too, only the mailed link unblocks.
/// A number that nobody has behaves exactly alike, in answers and in time.
/// </summary>
public sealed class SignIn
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly SignInTries _tries;
    private readonly Turns _turns;
    private readonly PasswordGate _gate;
    private readonly Sessions _sessions;
    private readonly KnownDevices _devices;
    private readonly AccountLetters _letters;
    private readonly AccessSettings _settings;
    private readonly AddressTries _addresses;

    internal SignIn(
        IDbContextFactory<AppDb> databases, SignInTries tries, Turns turns, PasswordGate gate, Sessions sessions, KnownDevices devices, AccountLetters letters,
        AccessSettings settings)
    {
        (_databases, _tries, _turns, _gate, _sessions, _devices, _letters, _settings) = (databases, tries, turns, gate, sessions, devices, letters, settings);
        _addresses = new AddressTries(settings.FailuresPerAddress, settings.AddressWindow);
    }

    /// <summary>Refuses wrong_credentials, account_blocked, too_many_attempts (minutes), unavailable.</summary>
    public async Task<Result<OpenedSession>> RunAsync(SignInAttempt attempt, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var found = await FindAccount.ByTypedAsync(db, attempt.Area, attempt.Number);
        var account = found.Account is { } row && Sessions.AreaOf(row.Kind) == attempt.Area ? row : null;
        var subject = _tries.SubjectOf(found.Name, account is not null);
        using var turn = await _turns.EnterAsync(subject, _settings.HashingQueue);
        if (turn is null)
        {
            return RefusalCode.Unavailable;
        }

        // Before the gate: guesses at a blocked account cost nobody a slot.
        if (await SignInTries.IsBlockedAsync(db, subject))
        {
            return RefusalCode.AccountBlocked;
        }

        using var slot = await _gate.EnterAsync();
        if (slot is null)
        {
            return RefusalCode.Unavailable;
        }

        if (_addresses.Take(attempt.Address, now) is { } minutes)
        {
            return new Refusal(RefusalCode.TooManyAttempts, minutes);
        }

        if (await SignInTries.ReserveAsync(db, subject, now) is not { } number)
        {
            return RefusalCode.AccountBlocked; // another server's tries
        }

        var password = PasswordRules.Normalize(attempt.Password ?? "");
        var usable = _settings.Demonstration || !DemonstrationPasswords.Contains(password) ? account?.PasswordHash : null;
        if (await slot.VerifyAsync(usable, password) && await OpenAsync(db, account!, subject, attempt, now) is { } signedIn)
        {
            _addresses.GiveBack(attempt.Address);
            return signedIn;
        }

        if (number < AccessSettings.MaxTries)
        {
            return RefusalCode.WrongCredentials;
        }

        await TellAsync(db, account, subject, now);
        return RefusalCode.AccountBlocked;
    }

    /// <summary>All in one commit. Null when the password was changed while this one was looked at: the row's lock decides who comes first.</summary>
    private async Task<OpenedSession?> OpenAsync(AppDb db, AccountRow account, string subject, SignInAttempt attempt, DateTimeOffset now)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        var unchanged = await db.Accounts.Where(a => a.Id == account.Id && a.PasswordHash == account.PasswordHash)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.AccessFailedCount, 0));
        if (unchanged == 0)
        {
            return null;
        }

        await SignInTries.ResetAsync(db, subject);
        var deviceKey = attempt.Area == AccountArea.Customer ? await _devices.AddAsync(db, account.Id, attempt.DeviceKey, now) : null;
        var ticket = AccessKey.Hash(deviceKey) is { } deviceHash ? SessionTicket.OfDevice(deviceHash) : SessionTicket.Empty;
        var sessionKey = await _sessions.OpenAsync(db, account, ticket, attempt.SessionKey, now);
        await transaction.CommitAsync();
        return new OpenedSession(account.Id, sessionKey, deviceKey);
    }

    /// <summary>The block is told once, by letter. For a number that nobody has, a commit of the same cost keeps the time alike.</summary>
    private async Task TellAsync(AppDb db, AccountRow? account, string subject, DateTimeOffset now)
    {
        if (account?.Email is { } email)
        {
            db.Letters.Add(await _letters.MakeAsync(account.Id, email, AccountLetterKind.Blocked, null, now));
            await db.SaveChangesAsync();
        }
        else
        {
            await db.SignInTries.Where(x => x.Subject == subject).ExecuteUpdateAsync(set => set.SetProperty(x => x.LastAt, now));
        }
    }
}
