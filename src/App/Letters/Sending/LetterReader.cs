using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Letters.Sending;

/// <param name="SignInNumber">Digits, or an operator's name.</param>
internal sealed record LetterAccount(AccountKind Kind, string SignInNumber);

/// <summary>Who reads a letter, where and in which language.</summary>
/// <param name="Address">In its normal form; null when there is none that a letter can be sent to.</param>
/// <param name="Name">First and last name of an account's holder; null for a bare address.</param>
/// <param name="Account">That the letter is about; null for letters about payments, and for somebody who has none yet.</param>
internal sealed record LetterReader(string? Address, string? Name, LetterLanguage Language, LetterAccount? Account)
{
    /// <summary>A letter of a customer or an account goes to the address that they have now; one to an address stays with it.</summary>
    public static async Task<LetterReader> ReadAsync(AppDb db, LetterRow letter)
    {
        if (letter.CustomerId is { } customerId)
        {
            var customer = await db.Customers.Where(c => c.Id == customerId).Select(c => new { c.Email, c.FirstName, c.LastName }).SingleOrDefaultAsync();
            var accountId = await db.Accounts.Where(a => a.CustomerId == customerId).Select(a => (long?)a.Id).SingleOrDefaultAsync();
            return new LetterReader(Deliverable(letter.Address ?? customer?.Email), customer is null ? null : NameOf(customer.FirstName, customer.LastName), await LanguageAsync(db, accountId), null);
        }

        if (letter.AccountId is { } id)
        {
            var account = await db.Accounts.Where(a => a.Id == id).Select(a => new { a.Email, a.FirstName, a.LastName, a.Kind, a.UserName }).SingleOrDefaultAsync();
            return new LetterReader(Deliverable(letter.Address ?? account?.Email), account is null ? null : NameOf(account.FirstName, account.LastName), await LanguageAsync(db, id),
                account is null ? null : new LetterAccount(account.Kind, account.UserName!.Split(':')[^1]));
        }

        if (letter.PaymentId is null)
        {
            // Who applies for an agreement reads in the language of the form. No name: until the address is proved, a stranger typed it.
            var language = await db.Applications.Where(x => x.Email == letter.Address).OrderByDescending(x => x.Id).Select(x => x.Language).FirstOrDefaultAsync();
            return new LetterReader(Deliverable(letter.Address), null, LetterLanguage.Of(language), null);
        }

        // A merchant's address was given by the account that made the request: its language is the best guess.
        var by = PaymentLetterCatalog.IsToMerchant((LetterKind)letter.Kind)
            ? await db.PaymentFacts.Where(f => f.PaymentId == letter.PaymentId && f.Kind == PaymentFactKind.Created).Select(f => f.AccountId).SingleOrDefaultAsync()
            : null;
        return new LetterReader(Deliverable(letter.Address), null, await LanguageAsync(db, by), null);
    }

    /// <summary>Null for somebody whose account is closed.</summary>
    private static string? NameOf(string first, string last) => last.Length == 0 ? null : $"{first} {last}";

    /// <summary>One mailbox, exactly as it would be typed: nothing that a header could misread (I-30).</summary>
    private static string? Deliverable(string? address) =>
        address is not null && CustomerIdentifier.Email(address).TryGet(out var normal, out _) && normal.Equals(address, StringComparison.OrdinalIgnoreCase) ? normal : null;

    private static async Task<LetterLanguage> LanguageAsync(AppDb db, long? accountId) => accountId is null ? LetterLanguage.French
        : LetterLanguage.Of(await db.UserClaims.Where(c => c.UserId == accountId && c.ClaimType == ReaderLanguage.ClaimType).Select(c => c.ClaimValue).FirstOrDefaultAsync());
}
