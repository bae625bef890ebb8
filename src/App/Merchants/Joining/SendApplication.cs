using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Merchants;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Merchants.Joining;

/// <summary>
/// «Envie de vous conventionner ?»: keeps the application and mails the link that proves its address. Whether the SIRET has an agreement already is for the
/// operator to see: the page answers alike, and tells a stranger nothing of who is a merchant.
/// </summary>
public sealed class SendApplication
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly IdSource _ids;
    private readonly AccountLetters _letters;
    private readonly JoiningLimits _limits;
    private readonly AddressTries _addresses;

    internal SendApplication(IDbContextFactory<AppDb> databases, IdSource ids, AccountLetters letters, JoiningLimits limits)
    {
        (_databases, _ids, _letters, _limits) = (databases, ids, letters, limits);
        _addresses = new AddressTries(limits.ApplicationsPerAddress, limits.Window);
    }

    /// <summary>
    /// Gives what is to be mended, all of it at once; nothing when the application is there, also when it was there before. Refusals of
    /// <see cref="ApplicationForm.Check"/>, documents_missing; too_many_attempts (minutes) by network address.
    /// </summary>
    /// <param name="key">Of the form (<see cref="DraftDocuments.KeyOf"/>): it makes one application, however often it is sent.</param>
    /// <param name="language">«fr» or «en»: the reader's.</param>
    public async Task<IReadOnlyList<Refusal>> RunAsync(string key, ApplicationForm form, string language, string? address, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var hash = AccessKey.Hash(key) ?? throw new ArgumentException("No key of a form.", nameof(key));
        if (await db.Applications.AnyAsync(x => x.DraftHash == hash))
        {
            return [];
        }

        var (facts, refusals) = form.Check();
        if (!await db.ApplicationDocuments.AnyAsync(x => x.DraftHash == hash))
        {
            refusals = [.. refusals, new Refusal(RefusalCode.DocumentsMissing)];
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        if (_addresses.Take(address, now) is { } minutes)
        {
            return [new Refusal(RefusalCode.TooManyAttempts, minutes)];
        }

        await KeepAsync(db, hash, facts!, language, now);
        return [];
    }

    private async Task KeepAsync(AppDb db, string draftHash, ApplicationFacts facts, string language, DateTimeOffset now)
    {
        var token = AccessKey.New();
        // Before the transaction: taking a range of ids is a write of its own.
        var (id, letter) = (await _ids.NextAsync(IdKind.Application), await _letters.MakeAsync(null, facts.Email, AccountLetterKind.ConfirmAddress, new AccountLetterDetails { Token = token }, now));
        await using var transaction = await db.Database.BeginTransactionAsync();
        await AccountLock.TakeAsync(db, facts.Email);
        if (await db.Applications.CountAsync(x => x.Email == facts.Email && x.Stage <= ApplicationStage.Waiting) >= _limits.WaitingPerEmail)
        {
            return;
        }

        db.Applications.Add(new ApplicationRow
        {
            Id = id,
            Stage = ApplicationStage.Unconfirmed,
            DraftHash = draftHash,
            Siret = facts.Siret,
            LegalName = facts.LegalName,
            Activity = facts.Activity,
            FirstName = facts.FirstName,
            LastName = facts.LastName,
            Email = facts.Email,
            Phone = facts.Phone,
            PointName = facts.PointName,
            PointTown = facts.PointTown,
            PostalAddress = facts.PostalAddress,
            BankAccountHolder = facts.BankAccountHolder,
            Iban = facts.Iban,
            Language = language == "en" ? "en" : "fr",
            LinkHash = AccessKey.Hash(token)!,
            LinkUntil = now + _limits.LinkLife,
            Letters = 1,
            CreatedAt = now,
        });
        db.Letters.Add(letter);
        try
        {
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        }
        catch (DbUpdateException)
        {
            // The same form at the same moment was quicker; anything else is a fault of ours.
            await transaction.RollbackAsync();
            db.ChangeTracker.Clear();
            if (!await db.Applications.AnyAsync(x => x.DraftHash == draftHash))
            {
                throw;
            }
        }
    }
}
