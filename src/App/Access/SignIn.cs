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
/// <param name="DeviceKey">Of the browser, as the area keeps it; what it is known for is another question.</param>
/// <param name="Agent">What the browser says of itself.</param>
public sealed record SignInAttempt(AccountArea Area, string? Number, string? Password, string? Address, string? SessionKey = null, string? DeviceKey = null, string? Agent = null);

/// <summary>The new keys for the browser's cookies.</summary>
/// <param name="DeviceKey">The browser is known from now on; null when signing in by code, which says nothing new.</param>
/// <param name="IsHalf">The second factor is still to come: the key opens its page and nothing else.</param>
public sealed record OpenedSession(long AccountId, string SessionKey, string? DeviceKey, bool IsHalf = false);

/// <summary>
/// Number and password open a session. The third wrong password in a row blocks: the right one is refused too, only the mailed link unblocks. Each browser on
/// which the account signed in before has its own three, all others share three: strangers can block strangers only (5-reliability.md).
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
    private readonly BlockAlarm _alarm;

    internal SignIn(
        IDbContextFactory<AppDb> databases, SignInTries tries, Turns turns, PasswordGate gate, Sessions sessions, KnownDevices devices, AccountLetters letters,
        AccessSettings settings, BlockAlarm alarm)
    {
        _alarm = alarm;
        (_databases, _tries, _turns, _gate, _sessions, _devices, _letters, _settings) = (databases, tries, turns, gate, sessions, devices, letters, settings);
        _addresses = new AddressTries(settings.FailuresPerAddress, settings.AddressWindow);
    }

    /// <summary>Refuses wrong_credentials, account_blocked, too_many_attempts (minutes), unavailable.</summary>
    public async Task<Result<OpenedSession>> RunAsync(SignInAttempt attempt, DateTimeOffset now)
    {
        var (answer, wrongByStranger) = await TryAsync(attempt, now);
        if (wrongByStranger > 1)
        {
            await Task.Delay(_settings.StrangerPause * (wrongByStranger - 1), TimeProvider.System); // holds nothing but its own caller
        }

        return answer;
    }

    private async Task<(Result<OpenedSession> Answer, int WrongByStranger)> TryAsync(SignInAttempt attempt, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var found = await FindAccount.ByTypedAsync(db, attempt.Area, attempt.Number);
        var account = found.Account is { } row && Sessions.AreaOf(row.Kind) == attempt.Area ? row : null;
        var device = await _devices.KnownAsync(db, attempt.DeviceKey, account?.Id ?? 0, now);
        var subject = device is null ? _tries.OfStrangers(found.Name, account is not null) : _tries.OfDevice(found.Name, device);
        using var turn = await _turns.EnterAsync(subject, _settings.HashingQueue);
        if (turn is null)
        {
            return (RefusalCode.Unavailable, 0);
        }

        // Before the gate: guesses at a blocked account cost nobody a slot.
        if (await SignInTries.IsBlockedAsync(db, subject))
        {
            return (RefusalCode.AccountBlocked, 0);
        }

        using var slot = await _gate.EnterAsync(isKnown: device is not null);
        if (slot is null)
        {
            return (RefusalCode.Unavailable, 0);
        }

        if (device is null && _addresses.Take(attempt.Address, now) is { } minutes)
        {
            return (new Refusal(RefusalCode.TooManyAttempts, minutes), 0);
        }

        if (await SignInTries.ReserveAsync(db, subject, account?.Id, now) is not { } number)
        {
            return (RefusalCode.AccountBlocked, 0); // another server's tries
        }

        var password = PasswordRules.Normalize(attempt.Password ?? "");
        // A closed account answers, and takes as long, as one that nobody has.
        var isUsable = account?.IsOpen(now) == true && (_settings.Demonstration || !DemonstrationPasswords.Contains(password));
        if (await slot.VerifyAsync(isUsable ? account!.PasswordHash : null, password) && await OpenAsync(db, account!, subject, device is not null, attempt, now) is { } signedIn)
        {
            if (device is null)
            {
                _addresses.GiveBack(attempt.Address);
            }

            return (signedIn, 0);
        }

        if (number == AccessSettings.MaxTries)
        {
            await TellAsync(db, account, subject, now);
            if (device is null && account is not null)
            {
                _alarm.Blocked(now);
            }
        }

        return (number < AccessSettings.MaxTries ? RefusalCode.WrongCredentials : RefusalCode.AccountBlocked, device is null ? number : 0);
    }

    /// <summary>All in one commit. Null when the password was changed, or the account switched off, while this one was looked at: the row's lock decides who comes first.</summary>
    private async Task<OpenedSession?> OpenAsync(AppDb db, AccountRow account, string subject, bool isKnown, SignInAttempt attempt, DateTimeOffset now)
    {
        var isNew = !isKnown && await _devices.HasAnyAsync(db, account.Id, now);
        var letter = isNew && account.Email is { } email ? await _letters.MakeAsync(account.Id, email, AccountLetterKind.NewDevice, null, now) : null;
        await using var transaction = await db.Database.BeginTransactionAsync();
        var unchanged = await db.Accounts.Where(a => a.Id == account.Id && a.PasswordHash == account.PasswordHash && a.TwoFactorEnabled == account.TwoFactorEnabled && a.DisabledAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.AccessFailedCount, 0));
        if (unchanged == 0)
        {
            return null;
        }

        await SignInTries.ResetAsync(db, subject);
        var place = new SessionPlace(attempt.Address, attempt.Agent);
        // A browser is known once all was given that is asked for.
        var isHalf = SecondFactor.IsAskedOf(account);
        var deviceKey = isHalf ? null : await _devices.AddAsync(db, account, attempt.DeviceKey, now, place);
        if (letter is not null && await WindowTries.ReserveAsync(db, WindowTries.NewDeviceLetters(account.Id), AccessSettings.NewDeviceLetters, AccessSettings.NewDeviceWindow, now) is null)
        {
            db.Letters.Add(letter);
        }

        var ticket = attempt.Area == AccountArea.Customer ? SessionTicket.OfDevice(AccessKey.Hash(deviceKey)!) : SessionTicket.Empty;
        var sessionKey = await _sessions.OpenAsync(db, account, ticket, attempt.SessionKey, now, isHalf ? SessionStage.Half : SessionStage.Full, place);
        await transaction.CommitAsync();
        return new OpenedSession(account.Id, sessionKey, deviceKey, isHalf);
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
