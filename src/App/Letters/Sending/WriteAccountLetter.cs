using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Letters.Sending;

/// <summary>Writes a letter about an account from what is true now. A one-time link that was used, replaced or has ended is not sent any more.</summary>
internal sealed class WriteAccountLetter(AccountLetters secrets, LetterLinks links)
{
    public async Task<WrittenLetter> RunAsync(AppDb db, LetterRow letter, LetterReader reader, DateTimeOffset now)
    {
        if (AccountLetterCatalog.Find((AccountLetterKind)letter.Kind) is not { } kind || reader.AccountKind is not { } accountKind || Sessions.AreaOf(accountKind) is not { } area)
        {
            return new WrittenLetter(null, $"No letter of kind {letter.Kind}, or its account does not exist");
        }

        var model = new AccountLetterModel { ReaderName = reader.Name, At = letter.CreatedAt, SignInPage = links.SignIn(area) };
        if (kind.Kind == AccountLetterKind.PasswordLink)
        {
            if (secrets.ReadToken(letter.Payload) is not { } token)
            {
                return new WrittenLetter(null, "The key that protected its link is lost");
            }

            var hash = AccessKey.Hash(token);
            if (await db.OneTimeLinks.Where(x => x.TokenHash == hash && x.UsedAt == null && x.ExpiresAt > now).Select(x => (DateTimeOffset?)x.ExpiresAt).SingleOrDefaultAsync() is not { } until)
            {
                return WrittenLetter.Obsolete;
            }

            model = model with { Link = links.To(AccountLetters.ResetPath(area, token)), LinkUntil = until };
        }

        return new WrittenLetter(kind.Write(model, reader.Language), null);
    }
}
