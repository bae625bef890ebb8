using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>Ten new recovery codes; the ones before open nothing any more.</summary>
public sealed class NewRecoveryCodes
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly ConfirmSecondFactor _confirm;
    private readonly RecoveryCodes _recovery;
    private readonly OwnAccount _own;

    internal NewRecoveryCodes(IDbContextFactory<AppDb> databases, ConfirmSecondFactor confirm, RecoveryCodes recovery, OwnAccount own) =>
        (_databases, _confirm, _recovery, _own) = (databases, confirm, recovery, own);

    /// <summary>To be shown now and never again. Refuses second_factor_missing, wrong_code (tries left), passkey_refused, too_many_attempts (minutes).</summary>
    public async Task<Result<IReadOnlyList<string>>> RunAsync(OwnAccess own, Proof proof, DateTimeOffset now, DateTimeOffset codesAt)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var account = await OwnAccount.ReadAsync(db, own);
        if (await _confirm.RunAsync(db, account, own, proof, now, codesAt) is { } refused)
        {
            return refused;
        }

        var letter = await _own.LetterAsync(account, AccountLetterKind.RecoveryCodesRenewed, now);
        await using var transaction = await db.Database.BeginTransactionAsync();
        // First the account's row: of two that renew at once, the codes of the second are the ones that count.
        if (await db.Accounts.Where(a => a.Id == account.Id && a.TwoFactorEnabled).ExecuteUpdateAsync(set => set.SetProperty(a => a.TwoFactorEnabled, true)) == 0)
        {
            return RefusalCode.SecondFactorMissing;
        }

        await RecoveryCodes.RemoveAllAsync(db, account.Id);
        var codes = _recovery.Add(db, account.Id).Select(ReadableCode.Shown).ToList();
        if (letter is not null)
        {
            db.Letters.Add(letter);
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return codes;
    }
}
