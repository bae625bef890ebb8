using Guichet.App.Access;

namespace Guichet.App.Letters.ToAccounts;

/// <summary>A wallet was blocked or unblocked: what that means, and what to do if it was not its holder.</summary>
/// <param name="words">Begins the names of its texts.</param>
internal sealed class WalletNews(AccountLetterKind kind, string words, LetterTone tone) : IAccountLetter
{
    public AccountLetterKind Kind => kind;

    public LetterContent Write(AccountLetterModel model, LetterLanguage language) => new()
    {
        Subject = language.Text($"{words}.Subject"),
        Title = language.Text($"{words}.Title"),
        Status = language.Text("Status.Security"),
        Tone = tone,
        Greeting = model.Greeting(language),
        Blocks =
        [
            new Paragraph(language.Text($"{words}.Text", language.Minute(model.At))),
            new Paragraph(language.Text($"{words}.Means")),
            new ButtonBlock(language.Text("Account.Button"), model.SignInPage),
            new NoteBlock(language.Text($"{words}.Next")),
        ],
        Footer = [language.Text("Why.Account"), language.Text("Frame.Safety")],
    };
}
