using Guichet.App.Storage;
using Guichet.Domain;
using Guichet.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>Another 4-digit code for a customer who knows the password. Every other phone is signed out and asks the new one; the holder gets a letter.</summary>
public sealed class ChangePin
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly PresentPassword _present;
    private readonly KnownDevices _devices;
    private readonly OwnAccount _own;

    internal ChangePin(IDbContextFactory<AppDb> databases, PresentPassword present, KnownDevices devices, OwnAccount own) =>
        (_databases, _present, _devices, _own) = (databases, present, devices, own);

    /// <summary>Refuses code_too_weak, codes_differ, wrong_password, too_many_attempts (minutes), unavailable.</summary>
    public async Task<Result<OwnAccessChanged>> RunAsync(CustomerAccess own, string? password, string? pin, string? again, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var account = await OwnAccount.ReadAsync(db, own);
        if (Refusal(pin, again) is { } slip)
        {
            return slip;
        }

        if (await _present.CheckAsync(db, account, password, now) is { } wrong)
        {
            return wrong;
        }

        var hash = _devices.HashCode(pin!);
        var letter = await _own.LetterAsync(account, AccountLetterKind.PinChanged, now);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var unchanged = await db.Accounts.Where(a => a.Id == account.Id && a.PasswordHash == account.PasswordHash).ExecuteUpdateAsync(set => set.SetProperty(a => a.PinHash, hash));
        if (unchanged == 0 || await _own.RenewAsync(db, account, own, now) is not { } session)
        {
            return RefusalCode.WrongPassword; // it was changed elsewhere meanwhile; nothing is committed
        }

        // Who guessed at the one before has no fewer tries at this one.
        await db.KnownDevices.Where(d => d.AccountId == account.Id).ExecuteUpdateAsync(set => set.SetProperty(d => d.FailedCodes, 0));
        if (letter is not null)
        {
            db.Letters.Add(letter);
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        _own.Forget(account);
        return new OwnAccessChanged(session);
    }

    /// <summary>What is asked of every code that a customer chooses: null, or code_too_weak, codes_differ.</summary>
    internal static Refusal? Refusal(string? pin, string? again) =>
        !CustomerCode.IsWellFormed(pin) || CustomerCode.IsWeak(pin!) ? new Refusal(RefusalCode.CodeTooWeak)
        : again != pin ? new Refusal(RefusalCode.CodesDiffer)
        : null;
}
