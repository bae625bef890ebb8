using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Merchants;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Merchants;

/// <summary>Where a merchant is paid, as it is shown: masked.</summary>
/// <param name="Iban">Null where none is known yet.</param>
/// <param name="MayChangeAt">From when on: a while after a second factor was set up. Null without one.</param>
public sealed record BankAccount(string? Iban, string? Holder, DateTimeOffset? MayChangeAt, DateTimeOffset? ChangedAt);

public sealed class ReadBankAccount
{
    private readonly IDbContextFactory<AppDb> _databases;

    internal ReadBankAccount(IDbContextFactory<AppDb> databases) => _databases = databases;

    public async Task<BankAccount> RunAsync(MerchantActor actor)
    {
        actor.Demand(Permission.ManageAgreement);
        await using var db = await _databases.CreateDbContextAsync();
        var agreement = await db.Agreements.Where(a => a.Id == actor.AgreementId).Select(a => new { a.Iban, a.BankAccountHolder }).SingleAsync();
        var since = await db.Accounts.Where(a => a.Id == actor.AccountId).Select(a => a.SecondFactorSince).SingleAsync();
        var changed = await db.BankAccountChanges.Where(c => c.AgreementId == actor.AgreementId).OrderByDescending(c => c.Number).Select(c => (DateTimeOffset?)c.At).FirstOrDefaultAsync();
        return new BankAccount(agreement.Iban is { } iban ? Iban.Mask(iban) : null, agreement.BankAccountHolder, since + AccessSettings.BankChangeWait, changed);
    }
}

/// <summary>
/// Another bank account: for who proves the second factor at this moment. It is told to the agreement's contact address and to the account's own, and stays a fact
/// with what was before.
/// </summary>
public sealed class ChangeBankAccount
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly ConfirmSecondFactor _confirm;
    private readonly AccountLetters _letters;

    internal ChangeBankAccount(IDbContextFactory<AppDb> databases, ConfirmSecondFactor confirm, AccountLetters letters) => (_databases, _confirm, _letters) = (databases, confirm, letters);

    /// <summary>
    /// Gives the masked new one. Refuses forbidden, iban_invalid, text_invalid beside «holder», second_factor_missing, second_factor_new (from when on), wrong_code (tries left), passkey_refused,
    /// too_many_attempts (minutes), unavailable when somebody else changed it at the same moment.
    /// </summary>
    public async Task<Result<string>> RunAsync(MerchantAccess own, string? typedIban, string? typedHolder, Proof proof, DateTimeOffset now, DateTimeOffset codesAt)
    {
        if (own.Actor.Lacks(Permission.ManageAgreement) is { } lacks)
        {
            return lacks;
        }

        if (!Iban.Parse(typedIban).TryGet(out var iban, out var refusal))
        {
            return refusal;
        }

        if (Texts.Normalize(typedHolder, Texts.MaxFreeText) is not { Length: > 0 } holder)
        {
            return new Refusal(RefusalCode.TextInvalid, Texts.MaxFreeText) { Field = "holder" };
        }

        await using var db = await _databases.CreateDbContextAsync();
        var account = await OwnAccount.ReadAsync(db, own);
        if (account.SecondFactorSince + AccessSettings.BankChangeWait is { } from && now < from)
        {
            return new Refusal(RefusalCode.SecondFactorNew, from);
        }

        if (await _confirm.RunAsync(db, account, own, proof, now, codesAt) is { } refused)
        {
            return refused;
        }

        var agreement = await db.Agreements.AsNoTracking().SingleAsync(a => a.Id == own.Actor.AgreementId);
        if (agreement.Iban == iban.Value && agreement.BankAccountHolder == holder)
        {
            return iban.Masked; // nothing changes, nothing is told
        }

        return await SetAsync(db, agreement, account, own, iban, holder, now) ? iban.Masked : RefusalCode.Unavailable;
    }

    /// <summary>All in one commit; false when it was changed meanwhile.</summary>
    private async Task<bool> SetAsync(AppDb db, AgreementRow agreement, AccountRow account, MerchantAccess own, Iban iban, string holder, DateTimeOffset now)
    {
        var details = new AccountLetterDetails { Before = agreement.Iban is { } old ? Iban.Mask(old) : null, After = iban.Masked, Merchant = agreement.Name };
        List<LetterRow> letters = [];
        foreach (var address in new[] { agreement.ContactEmail, account.Email }.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase))
        {
            letters.Add(await _letters.MakeAsync(account.Id, address, AccountLetterKind.BankAccountChanged, details, now));
        }

        await using var transaction = await db.Database.BeginTransactionAsync();
        var changed = await db.Agreements.Where(a => a.Id == agreement.Id && a.Iban == agreement.Iban && a.BankAccountHolder == agreement.BankAccountHolder)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.Iban, iban.Value).SetProperty(a => a.BankAccountHolder, holder));
        if (changed == 0)
        {
            return false;
        }

        db.BankAccountChanges.Add(new BankAccountChangeRow
        {
            AgreementId = agreement.Id,
            Number = 1 + await db.BankAccountChanges.CountAsync(c => c.AgreementId == agreement.Id), // the agreement's row is locked
            AccountId = account.Id,
            Address = own.Place.StoredAddress,
            IbanBefore = agreement.Iban,
            IbanAfter = iban.Value,
            HolderBefore = agreement.BankAccountHolder,
            HolderAfter = holder,
            At = now,
        });
        db.Letters.AddRange(letters);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return true;
    }
}
