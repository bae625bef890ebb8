using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Merchants;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Merchants;

/// <summary>What the issuer knows of the merchant, without the bank account.</summary>
public sealed record AgreementDetails(string Number, string Name, string? Siret, string? Activity, string? Email, string? Phone, string? Address);

/// <summary>Contact data as typed; nothing of it is lost when it is refused.</summary>
/// <param name="Activity">Name of one of <see cref="Domain.Merchants.Activity"/>; none.</param>
public sealed record ContactForm(string? Email, string? Phone, string? Address, string? Activity)
{
    public const int MaxPhone = 30;
    public const int MaxAddress = 280;
}

/// <summary>The contact data of the actor's agreement. A changed e-mail is told at the address before and at the new one.</summary>
public sealed class AgreementContact
{
    /// <summary>Letters about changes of one account, two each: nobody floods strangers' mailboxes from here.</summary>
    public const int MaxLettersPerHour = 6;

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly IDbContextFactory<AppDb> _databases;
    private readonly IdSource _ids;
    private readonly AccountLetters _letters;

    internal AgreementContact(IDbContextFactory<AppDb> databases, IdSource ids, AccountLetters letters) => (_databases, _ids, _letters) = (databases, ids, letters);

    public async Task<AgreementDetails> ReadAsync(MerchantActor actor)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return await db.Agreements.Where(a => a.Id == actor.AgreementId).Select(a => new AgreementDetails(a.Number, a.Name, a.Siret, a.Activity, a.ContactEmail, a.ContactPhone, a.PostalAddress)).SingleAsync();
    }

    /// <summary>Refuses email_invalid, text_invalid and text_missing beside «email», «phone», «address» and «activity»; letters_used_up.</summary>
    /// <returns>None when it is done.</returns>
    public async Task<IReadOnlyList<Refusal>> EditAsync(MerchantActor actor, ContactForm form, DateTimeOffset now)
    {
        if (actor.Lacks(Permission.ManageAgreement) is { } forbidden)
        {
            return [forbidden];
        }

        List<Refusal> refusals = [];
        var email = RequiredText.Email(form.Email, refusals);
        var phone = Phone(form.Phone, refusals);
        var address = RequiredText.Optional(form.Address, ContactForm.MaxAddress, "address", refusals);
        var activity = Activities.Of(form.Activity)?.ToString();
        if (activity is null && !string.IsNullOrEmpty(form.Activity))
        {
            refusals.Add(new Refusal(RefusalCode.TextInvalid) { Field = "activity" });
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        long[] letterIds = [await _ids.NextAsync(IdKind.Letter), await _ids.NextAsync(IdKind.Letter)];
        var at = ParisCalendar.Truncate(now);
        await using var db = await _databases.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await AgreementTurn.TakeAsync(db, actor.AgreementId);
        var agreement = await db.Agreements.SingleAsync(a => a.Id == actor.AgreementId);
        if (agreement.ContactEmail != email)
        {
            var since = now - Window;
            if (await db.Letters.CountAsync(x => x.AccountId == actor.AccountId && x.Kind == (int)AccountLetterKind.ContactChanged && x.CreatedAt > since) >= MaxLettersPerHour)
            {
                return [new Refusal(RefusalCode.LettersUsedUp, MaxLettersPerHour) { Field = "email" }];
            }

            await TellAsync(db, actor, agreement, email, letterIds, at);
        }

        (agreement.ContactEmail, agreement.ContactPhone, agreement.PostalAddress, agreement.Activity) = (email, phone, address, activity);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return [];
    }

    private async Task TellAsync(AppDb db, MerchantActor actor, AgreementRow agreement, string email, long[] letterIds, DateTimeOffset at)
    {
        // Before there was any contact, whoever signed is who has to know.
        var old = agreement.ContactEmail ?? await db.Accounts.Where(a => a.AgreementId == agreement.Id && a.Kind == AccountKind.Signatory).Select(a => a.Email).FirstOrDefaultAsync();
        var details = new AccountLetterDetails
        {
            Merchant = agreement.Name, Before = agreement.ContactEmail is { } known ? CustomerIdentifier.Mask(known) : null, After = CustomerIdentifier.Mask(email),
        };
        string[] addresses = [.. new[] { old, email }.OfType<string>().Distinct()];
        db.Letters.AddRange(addresses.Zip(letterIds, (address, id) => _letters.Make(id, actor.AccountId, address, AccountLetterKind.ContactChanged, details, at)));
    }

    /// <summary>Digits, spaces and the few signs that telephone numbers are written with.</summary>
    private static string? Phone(string? typed, List<Refusal> refusals)
    {
        var phone = RequiredText.Optional(typed, ContactForm.MaxPhone, "phone", refusals);
        if (phone is { Length: > 0 } && !(phone.Count(char.IsAsciiDigit) >= 6 && phone.All(c => char.IsAsciiDigit(c) || c is ' ' or '+' or '.' or '-' or '(' or ')')))
        {
            refusals.Add(new Refusal(RefusalCode.PhoneInvalid));
        }

        return phone;
    }
}
