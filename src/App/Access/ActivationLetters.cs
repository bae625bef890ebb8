using Guichet.App.Storage;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Access;

/// <summary>A new activation code and the letter that tells it, in the commit of whoever makes an account or asks once more; the code before opens nothing any more.</summary>
internal sealed class ActivationLetters(ActivationCodes codes, AccountLetters letters)
{
    /// <summary>Of one account, whoever asks for them: a mailbox is not flooded from here.</summary>
    public const int MaxPerHour = 3;

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>To be taken before the transaction: a range of ids is a write of its own.</summary>
    public Task<long> NextLetterAsync() => letters.NextIdAsync();

    /// <summary>Refuses letters_used_up. The account's row is there, and the caller saves.</summary>
    /// <param name="merchant">Whom the letter names; null for a customer's.</param>
    public async Task<Refusal?> AddAsync(AppDb db, long letterId, long accountId, string email, string? merchant, DateTimeOffset now)
    {
        var since = now - Window;
        if (await db.Letters.CountAsync(x => x.AccountId == accountId && x.Kind == (int)AccountLetterKind.Activation && x.CreatedAt > since) >= MaxPerHour)
        {
            return new Refusal(RefusalCode.LettersUsedUp, MaxPerHour);
        }

        var code = await codes.AddAsync(db, accountId, now);
        db.Letters.Add(letters.Make(letterId, accountId, email, AccountLetterKind.Activation, new AccountLetterDetails { Code = code, Merchant = merchant }, now));
        return null;
    }

    /// <summary>Null for none.</summary>
    public static Task<string?> MerchantAsync(AppDb db, long? agreementId) => db.Agreements.Where(a => a.Id == agreementId).Select(a => (string?)a.Name).SingleOrDefaultAsync();
}
