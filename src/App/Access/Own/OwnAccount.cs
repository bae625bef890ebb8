using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>What the changes of one's own access share: the row, and what happens to the browsers.</summary>
internal sealed class OwnAccount(Sessions sessions, KnownDevices devices, AccountLetters letters)
{
    public static Task<AccountRow> ReadAsync(AppDb db, OwnAccess own)
    {
        own.Demand();
        return db.Accounts.AsNoTracking().SingleAsync(a => a.Id == own.AccountId);
    }

    /// <summary>To be made before the transaction; null for an account without address.</summary>
    public async Task<LetterRow?> LetterAsync(AccountRow account, AccountLetterKind kind, DateTimeOffset now, AccountLetterDetails? details = null) =>
        account.Email is { } email ? await letters.MakeAsync(account.Id, email, kind, details, now) : null;

    /// <summary>
    /// In the caller's commit: every session of the account ends, this browser gets a new one under a new key and stays on its point. Null when it was signed out
    /// meanwhile; then nothing may be committed.
    /// </summary>
    public async Task<OpenedSession?> RenewAsync(AppDb db, AccountRow account, OwnAccess own, DateTimeOffset now)
    {
        var hash = AccessKey.Hash(own.SessionKey);
        var ticket = await db.Sessions.Where(s => s.KeyHash == hash && s.AccountId == account.Id && s.Stage == SessionStage.Full).Select(s => s.Ticket).SingleOrDefaultAsync();
        if (ticket is null)
        {
            return null;
        }

        await Sessions.CloseAllAsync(db, account.Id);
        var device = await devices.AddAsync(db, account, own.DeviceKey, now, own.Place);
        // A phone's session dies with its device.
        var key = await sessions.OpenAsync(db, account, own is CustomerAccess ? SessionTicket.OfDevice(AccessKey.Hash(device)!) : ticket, own.SessionKey, now, place: own.Place);
        return new OpenedSession(account.Id, key, device);
    }

    /// <summary>After the commit.</summary>
    public void Forget(AccountRow account) => sessions.Forget(account.Id);
}
