using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>Without a second factor from now on: secret, recovery codes and passkeys go together, every other browser is signed out, and the holder gets a letter.</summary>
public sealed class SwitchOffSecondFactor
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly ConfirmSecondFactor _confirm;
    private readonly OwnAccount _own;

    internal SwitchOffSecondFactor(IDbContextFactory<AppDb> databases, ConfirmSecondFactor confirm, OwnAccount own) => (_databases, _confirm, _own) = (databases, confirm, own);

    /// <summary>Refuses second_factor_missing, wrong_code (tries left), passkey_refused, too_many_attempts (minutes).</summary>
    public async Task<Result<OwnAccessChanged>> RunAsync(OwnAccess own, Proof proof, DateTimeOffset now, DateTimeOffset codesAt)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var account = await OwnAccount.ReadAsync(db, own);
        if (await _confirm.RunAsync(db, account, own, proof, now, codesAt) is { } refused)
        {
            return refused;
        }

        var letter = await _own.LetterAsync(account, AccountLetterKind.SecondFactorOff, now);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var first = await db.Accounts.Where(a => a.Id == account.Id && a.TwoFactorEnabled).ExecuteUpdateAsync(set => set.SetProperty(a => a.TwoFactorEnabled, false).SetProperty(a => a.SecondFactorSince, (DateTimeOffset?)null));
        if (first == 0 || await _own.RenewAsync(db, account, own, now) is not { } session)
        {
            return RefusalCode.SecondFactorMissing; // elsewhere meanwhile; nothing is committed
        }

        await SecondFactor.ForgetAsync(db, account.Id);
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
