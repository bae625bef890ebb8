using System.Security.Cryptography;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>
/// A new password for who knows the present one. Every other browser is signed out and forgotten, mailed links are dead, this browser stays under a new key, and
/// the holder gets a letter.
/// </summary>
public sealed class ChangePassword
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly PresentPassword _present;
    private readonly PasswordGate _gate;
    private readonly OwnAccount _own;

    internal ChangePassword(IDbContextFactory<AppDb> databases, PresentPassword present, PasswordGate gate, OwnAccount own) =>
        (_databases, _present, _gate, _own) = (databases, present, gate, own);

    /// <summary>Refuses wrong_password, too_many_attempts (minutes), password_too_short (minimum), password_too_common, text_invalid, passwords_differ, unavailable.</summary>
    public async Task<Result<OwnAccessChanged>> RunAsync(OwnAccess own, string? current, string? password, string? again, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var account = await OwnAccount.ReadAsync(db, own);
        if (!NewPassword.Check(password, again, account).TryGet(out var accepted, out var refusal))
        {
            return refusal;
        }

        if (await _present.CheckAsync(db, account, current, now) is { } wrong)
        {
            return wrong;
        }

        using var slot = await _gate.EnterAsync(isKnown: true);
        if (slot is null)
        {
            return RefusalCode.Unavailable;
        }

        var (hash, stamp) = (await slot.HashAsync(accepted), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
        var letter = await _own.LetterAsync(account, AccountLetterKind.PasswordChanged, now);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var unchanged = await db.Accounts.Where(a => a.Id == account.Id && a.PasswordHash == account.PasswordHash)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordHash, hash).SetProperty(a => a.SecurityStamp, stamp));
        await db.KnownDevices.Where(d => d.AccountId == account.Id).ExecuteDeleteAsync();
        await OneTimeLinks.UseUpAsync(db, account.Id, now);
        if (unchanged == 0 || await _own.RenewAsync(db, account, own, now) is not { } session)
        {
            return RefusalCode.WrongPassword; // it was changed elsewhere meanwhile; nothing is committed
        }

        if (letter is not null)
        {
            db.Letters.Add(letter);
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        _own.Forget(account);
        return new OwnAccessChanged(session);
    }
}
