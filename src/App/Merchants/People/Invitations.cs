using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Merchants.People;

/// <summary>The activation code and its letter, in the commit of whoever invites.</summary>
internal sealed class Invitations(IdSource ids, ActivationCodes codes, AccountLetters letters)
{
    /// <summary>Activation letters of one account: a mailbox is not flooded from here.</summary>
    public const int MaxPerHour = 3;

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>To be taken before the transaction: a range of ids is a write of its own.</summary>
    public ValueTask<long> NextLetterAsync() => ids.NextAsync(IdKind.Letter);

    /// <summary>Refuses letters_used_up. The account's row is there, and the caller saves.</summary>
    public async Task<Refusal?> AddAsync(AppDb db, long letterId, long accountId, long agreementId, string email, DateTimeOffset now)
    {
        var since = now - Window;
        if (await db.Letters.CountAsync(x => x.AccountId == accountId && x.Kind == (int)AccountLetterKind.Activation && x.CreatedAt > since) >= MaxPerHour)
        {
            return new Refusal(RefusalCode.LettersUsedUp, MaxPerHour);
        }

        var merchant = await db.Agreements.Where(a => a.Id == agreementId).Select(a => a.Name).SingleAsync();
        var code = await codes.AddAsync(db, accountId, now);
        db.Letters.Add(letters.Make(letterId, accountId, email, AccountLetterKind.Activation, new AccountLetterDetails { Code = code, Merchant = merchant }, now));
        return null;
    }
}
