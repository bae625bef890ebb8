using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>
/// A passkey opens a full session: as the second half of a sign-in, or alone, because it is something that one has, opened by a finger or a PIN. It cannot be
/// guessed, so nothing is counted; an account that strangers blocked is not blocked for it.
/// </summary>
public sealed class SignInByPasskey
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly PasskeyCheck _passkeys;
    private readonly Sessions _sessions;
    private readonly KnownDevices _devices;
    private readonly OwnAccount _own;

    internal SignInByPasskey(IDbContextFactory<AppDb> databases, PasskeyCheck passkeys, Sessions sessions, KnownDevices devices, OwnAccount own) =>
        (_databases, _passkeys, _sessions, _devices, _own) = (databases, passkeys, sessions, devices, own);

    /// <summary>After the password. Refuses passkey_refused, and wrong_code (0) when the half session is over.</summary>
    public async Task<Result<OpenedSession>> SecondAsync(HalfSignIn half, PasskeyAnswer answer, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        if (await Sessions.FindHalfAsync(db, half.SessionKey, half.Area, now) is not { Account.TwoFactorEnabled: true } session || !session.Account.IsOpen(now))
        {
            return new Refusal(RefusalCode.WrongCode, 0);
        }

        if (await _passkeys.AnsweredAsync(db, PasskeyPurpose.SecondFactor, answer, half.SessionKey, session.Account.Id, now) is not { } use)
        {
            return RefusalCode.PasskeyRefused;
        }

        await using var transaction = await db.Database.BeginTransactionAsync();
        if (!await SecondFactor.HoldAsync(db, session, now) || !await SecondFactor.EndHalfAsync(db, session) || !await PasskeyCheck.UseAsync(db, use))
        {
            return new Refusal(RefusalCode.WrongCode, 0);
        }

        var opened = await SecondFactor.OpenFullAsync(db, session, half, _sessions, _devices, Console.AuditAction.SignedIn, now);
        await transaction.CommitAsync();
        return opened;
    }

    /// <summary>Without number and password. Refuses passkey_refused.</summary>
    public async Task<Result<OpenedSession>> AloneAsync(HalfSignIn browser, PasskeyAnswer answer, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        if (await _passkeys.AnsweredAsync(db, PasskeyPurpose.SignIn, answer, null, null, now) is not { } use || Sessions.AreaOf(use.Account.Kind) != browser.Area
            || !use.Account.MayHavePasskeys() || !use.Account.IsOpen(now))
        {
            return RefusalCode.PasskeyRefused;
        }

        var account = use.Account;
        var isNew = await _devices.KnownAsync(db, browser.DeviceKey, account.Id, now) is null && await _devices.HasAnyAsync(db, account.Id, now);
        var letter = isNew ? await _own.LetterAsync(account, AccountLetterKind.NewDevice, now) : null;
        await using var transaction = await db.Database.BeginTransactionAsync();
        // The account's row first: whoever switches the factor off, or the account, at this moment comes before or after, not between.
        var has = account.TwoFactorEnabled;
        if (await db.Accounts.Where(a => a.Id == account.Id && a.TwoFactorEnabled == has && a.DisabledAt == null).ExecuteUpdateAsync(set => set.SetProperty(a => a.AccessFailedCount, 0)) == 0
            || !await PasskeyCheck.UseAsync(db, use))
        {
            return RefusalCode.PasskeyRefused;
        }

        var device = await _devices.AddAsync(db, account, browser.DeviceKey, now, browser.Place);
        if (letter is not null && await WindowTries.ReserveAsync(db, WindowTries.NewDeviceLetters(account.Id), AccessSettings.NewDeviceLetters, AccessSettings.NewDeviceWindow, now) is null)
        {
            db.Letters.Add(letter);
        }

        var ticket = browser.Area == AccountArea.Customer ? SessionTicket.OfDevice(AccessKey.Hash(device)!) : SessionTicket.Empty;
        var key = await _sessions.OpenAsync(db, account, ticket, browser.SessionKey, now, place: browser.Place);
        await transaction.CommitAsync();
        return new OpenedSession(account.Id, key, device);
    }
}
