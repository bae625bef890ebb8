using System.Security.Cryptography;
using System.Text;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>How somebody gets in: what the room «Sécurité» shows.</summary>
/// <param name="Number">What one signs in with.</param>
/// <param name="RecoveryCodesLeft">0 without a second factor.</param>
public sealed record OwnAccessView(string Number, string? Email, bool HasSecondFactor, int RecoveryCodesLeft, IReadOnlyList<OwnPasskey> Passkeys, IReadOnlyList<SignedInDevice> Devices);

/// <param name="Id">For the forms of its owner; opens nothing.</param>
public sealed record OwnPasskey(string Id, string Name, DateTimeOffset AddedAt);

/// <param name="Id">For the forms of its holder; opens nothing.</param>
/// <param name="IsThis">The browser in hand.</param>
/// <param name="IsHalf">The second factor is still to come.</param>
public sealed record SignedInDevice(string Id, bool IsThis, bool IsHalf, DateTimeOffset BeganAt, DateTimeOffset LastSeenAt, SessionPlace Place)
{
    private const int IdLength = 24;

    /// <summary>From the hash of the key, which itself never leaves.</summary>
    internal static string IdOf(string keyHash) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(keyHash)))[..IdLength];
}

public sealed class ReadOwnAccess
{
    /// <summary>More browsers than anybody looks through; the newest are shown, and «everywhere» means all.</summary>
    private const int MaxDevices = 50;

    private readonly IDbContextFactory<AppDb> _databases;

    internal ReadOwnAccess(IDbContextFactory<AppDb> databases) => _databases = databases;

    public async Task<OwnAccessView> RunAsync(OwnAccess own, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var account = await OwnAccount.ReadAsync(db, own);
        var hash = AccessKey.Hash(own.SessionKey);
        var sessions = await db.Sessions.AsNoTracking().Where(s => s.AccountId == account.Id && s.ExpiresAt > now).OrderByDescending(s => s.LastSeenAt).Take(MaxDevices).ToListAsync();
        return new OwnAccessView(
            account.UserName!.Split(':')[^1], account.Email, account.TwoFactorEnabled, await RecoveryCodes.CountAsync(db, account.Id), await PasskeyCheck.ListAsync(db, account.Id),
            [.. sessions.Select(s => new SignedInDevice(SignedInDevice.IdOf(s.KeyHash), s.KeyHash == hash, s.Stage == SessionStage.Half, s.CreatedAt, s.LastSeenAt, new SessionPlace(s.Address, s.Agent)))
                .OrderByDescending(device => device.IsThis)]);
    }
}
