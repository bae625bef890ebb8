using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Letters.Sending;

/// <summary>
/// Writes a letter about an account, or to somebody who asks for one, from what is true now. A one-time link or code that was used, replaced or has ended is not
/// sent any more.
/// </summary>
internal sealed class WriteAccountLetter(AccountLetters secrets, ActivationCodes activations, LetterLinks links)
{
    public async Task<WrittenLetter> RunAsync(AppDb db, LetterRow letter, LetterReader reader, DateTimeOffset now)
    {
        // Who has no account yet asks for a merchant's.
        var area = letter.CustomerId is not null ? AccountArea.Customer : letter.AccountId is null ? AccountArea.Merchant : reader.Account is { } account ? Sessions.AreaOf(account.Kind) : null;
        if (AccountLetterCatalog.Find((AccountLetterKind)letter.Kind) is not { } kind || area is null)
        {
            return new WrittenLetter(null, $"No letter of kind {letter.Kind}, or its account does not exist");
        }

        if (secrets.ReadDetails(letter.Payload) is not { } details)
        {
            return new WrittenLetter(null, "The key that protected its details is lost");
        }

        var model = new AccountLetterModel
        {
            ReaderName = reader.Name, At = letter.CreatedAt, SignInPage = links.SignIn(area.Value), Details = details, SignInNumber = reader.Account?.SignInNumber,
        };
        return await LinkedAsync(db, model, kind.Kind, letter, area.Value, now) is { } linked ? new WrittenLetter(kind.Write(linked, reader.Language), null) : WrittenLetter.Obsolete;
    }

    /// <summary>With what the letter leads to; null when that leads nowhere any more.</summary>
    private async Task<AccountLetterModel?> LinkedAsync(AppDb db, AccountLetterModel model, AccountLetterKind kind, LetterRow letter, AccountArea area, DateTimeOffset now)
    {
        switch (kind)
        {
            case AccountLetterKind.PasswordLink or AccountLetterKind.EmailLink:
                var path = kind == AccountLetterKind.PasswordLink ? AccountLetters.ResetPath(area, model.Details.Token!) : AccountLetters.NewEmailPath(model.Details.Token!);
                var hash = AccessKey.Hash(model.Details.Token);
                var until = await db.OneTimeLinks.Where(x => x.TokenHash == hash && x.UsedAt == null && x.ExpiresAt > now).Select(x => (DateTimeOffset?)x.ExpiresAt).SingleOrDefaultAsync();
                return until is null ? null : model with { Link = links.To(path), LinkUntil = until };
            case AccountLetterKind.Activation:
                return await activations.IsRightAsync(db, letter.AccountId!.Value, model.Details.Code!, now)
                    ? model with { Link = links.To($"{area.ActivationPath()}?numero={model.SignInNumber}"), LinkUntil = letter.CreatedAt + ActivationCodes.Life } : null;
            case AccountLetterKind.ConfirmAddress:
                var link = AccessKey.Hash(model.Details.Token);
                var last = await db.Applications.Where(x => x.LinkHash == link && x.Stage == ApplicationStage.Unconfirmed && x.LinkUntil > now)
                    .Select(x => (DateTimeOffset?)x.LinkUntil).SingleOrDefaultAsync();
                return last is null ? null : model with { Link = links.To(AccountLetters.ConfirmationPath(model.Details.Token!)), LinkUntil = last };
            case AccountLetterKind.TitlesLapse:
                return await LapseDetails.ReadAsync(db, letter, now) is { } lapse ? model with { Lapse = lapse } : null;
            default:
                return model;
        }
    }
}
