using Guichet.App.Access;

namespace Guichet.App.Letters.ToAccounts;

/// <summary>The third wrong password blocked the account: how to get back in, and what to do if it was not them.</summary>
internal sealed class Blocked : IAccountLetter
{
    public AccountLetterKind Kind => AccountLetterKind.Blocked;

    public LetterContent Write(AccountLetterModel model, LetterLanguage language) => new()
    {
        Subject = language.Text("Blocked.Subject"),
        Title = language.Text("Blocked.Title"),
        Status = language.Text("Status.Security"),
        Tone = LetterTone.Error,
        Greeting = model.Greeting(language),
        Blocks =
        [
            new Paragraph(language.Text("Blocked.Text", language.Minute(model.At))),
            new Paragraph(language.Text("Blocked.ToDo")),
            new ButtonBlock(language.Text("Account.Button"), model.SignInPage),
            new NoteBlock(language.Text("Blocked.NotYou")),
        ],
        Footer = [language.Text("Why.Account"), language.Text("Frame.Safety")],
    };
}
