using Guichet.App.Access;

namespace Guichet.App.Letters.ToAccounts;

/// <summary>The last letter: the account is closed and the person erased, so that it can greet nobody by name.</summary>
internal sealed class AccountClosed : IAccountLetter
{
    public AccountLetterKind Kind => AccountLetterKind.AccountClosed;

    public LetterContent Write(AccountLetterModel model, LetterLanguage language) => new()
    {
        Subject = language.Text("Closed.Subject"),
        Title = language.Text("Closed.Subject"),
        Status = language.Text("Status.Security"),
        Tone = LetterTone.Accent,
        Greeting = language.Text("Greeting"),
        Blocks =
        [
            new Paragraph(language.Text("Closed.Text", language.Minute(model.At))),
            new Paragraph(language.Text("Closed.Erased")),
            new Paragraph(language.Text("Closed.Kept")),
            new NoteBlock(language.Text("Closed.NotYou")),
        ],
        Footer = [language.Text("Why.Closed"), language.Text("Frame.Safety")],
    };
}
