using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>On a known device the 4-digit code opens a session.</summary>
public sealed class SignInByCode
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly KnownDevices _devices;
    private readonly Sessions _sessions;

    internal SignInByCode(IDbContextFactory<AppDb> databases, KnownDevices devices, Sessions sessions) =>
        (_databases, _devices, _sessions) = (databases, devices, sessions);

    /// <summary>Refuses wrong_code (tries left; with 0 the device is forgotten and the password has to be asked), unavailable.</summary>
    public async Task<Result<OpenedSession>> RunAsync(string? deviceKey, string? code, string? sessionKeyBefore, DateTimeOffset now, SessionPlace? place = null)
    {
        if (!(await _devices.VerifyAsync(deviceKey, null, code, now)).TryGet(out var account, out var refusal))
        {
            return refusal;
        }

        if (!account.IsOpen(now))
        {
            return new Refusal(RefusalCode.WrongCode, 0);
        }

        await using var db = await _databases.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var hash = AccessKey.Hash(deviceKey)!;

        // A password reset that came in between has forgotten the device: the row's lock decides who comes first.
        var (address, agent) = (place?.StoredAddress, place?.StoredAgent);
        if (await db.KnownDevices.Where(d => d.KeyHash == hash)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.LastSeenAt, now).SetProperty(d => d.Address, address).SetProperty(d => d.Agent, agent)) == 0)
        {
            return new Refusal(RefusalCode.WrongCode, 0);
        }

        var key = await _sessions.OpenAsync(db, account, SessionTicket.OfDevice(hash), sessionKeyBefore, now, place: place);
        await transaction.CommitAsync();
        return new OpenedSession(account.Id, key, null);
    }
}
