using Guichet.App.Access;

namespace Guichet.App.Letters.ToAccounts;

/// <summary>To the address before: another one was proved.</summary>
internal sealed class EmailChanged : IAccountLetter
{
    public AccountLetterKind Kind => AccountLetterKind.EmailChanged;

    public LetterContent Write(AccountLetterModel model, LetterLanguage language) => new()
    {
        Subject = language.Text("EmailChanged.Subject"),
        Title = language.Text("EmailChanged.Title"),
        Status = language.Text("Status.Security"),
        Tone = LetterTone.Error,
        Greeting = model.Greeting(language),
        Blocks =
        [
            new Paragraph(language.Text("EmailChanged.Text", language.Minute(model.At), model.Details.After!)),
            new NoteBlock(language.Text("EmailChanged.NotYou")),
        ],
        Footer = [language.Text("Why.Account"), language.Text("Frame.Safety")],
    };
}
