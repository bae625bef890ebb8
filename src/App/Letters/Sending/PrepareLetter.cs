using Guichet.App.Letters.Mail;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Letters.Sending;

/// <summary>What is to be done with a due letter.</summary>
/// <param name="Mail">To send; null otherwise.</param>
/// <param name="Undeliverable">Why it can never be sent; with neither, it has become untrue.</param>
internal sealed record PreparedLetter(OutgoingMail? Mail, string? Undeliverable)
{
    public static readonly PreparedLetter Obsolete = new(null, null);
}

/// <summary>Writes a letter at the moment it is sent, from what is true then.</summary>
internal sealed class PrepareLetter(IDbContextFactory<AppDb> databases, ReadLetterModel models, WriteAccountLetter accounts, LetterSettings settings)
{
    public async Task<PreparedLetter> RunAsync(LetterRow letter, DateTimeOffset now)
    {
        await using var db = await databases.CreateDbContextAsync();
        var reader = await LetterReader.ReadAsync(db, letter);
        var written = letter.PaymentId is null ? await accounts.RunAsync(db, letter, reader, now) : await OfPaymentAsync(db, letter, reader, now);
        if (written is not { Content: { } content })
        {
            return written.Undeliverable is { } reason ? new PreparedLetter(null, reason) : PreparedLetter.Obsolete;
        }

        if (reader.Address is not { } address)
        {
            return new PreparedLetter(null, "No address that a letter can be sent to");
        }

        var issuer = settings.IssuerNameIn(reader.Language.Culture);
        return new PreparedLetter(new OutgoingMail(letter.Id, letter.CreatedAt, now, address, PlainLine.Of(content.Subject),
            TextFrame.Write(content, reader.Language, issuer), HtmlFrame.Write(content, reader.Language, issuer), reader.Language.Code), null);
    }

    private async Task<WrittenLetter> OfPaymentAsync(AppDb db, LetterRow letter, LetterReader reader, DateTimeOffset now)
    {
        if (PaymentLetterCatalog.Find((LetterKind)letter.Kind) is not { } kind)
        {
            return new WrittenLetter(null, $"No letter of kind {letter.Kind}");
        }

        if (await models.RunAsync(db, letter, reader) is not { } model)
        {
            return new WrittenLetter(null, "Its payment or fact does not exist");
        }

        return kind.IsStillTrue(model, now) ? new WrittenLetter(kind.Write(model, reader.Language), null) : WrittenLetter.Obsolete;
    }
}

/// <summary>A letter's content, or why there is none; with neither, it has become untrue.</summary>
internal sealed record WrittenLetter(LetterContent? Content, string? Undeliverable)
{
    public static readonly WrittenLetter Obsolete = new(null, null);
}
