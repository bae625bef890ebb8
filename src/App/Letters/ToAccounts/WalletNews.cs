using Guichet.App.Access;

namespace Guichet.App.Letters.ToAccounts;

/// <summary>A wallet was blocked or unblocked: what that means, and what to do if it was not its holder.</summary>
/// <param name="key">Begins the names of its texts.</param>
internal sealed class WalletNews(AccountLetterKind kind, string key, LetterTone tone) : IAccountLetter
{
    public AccountLetterKind Kind => kind;

    public LetterContent Write(AccountLetterModel model, LetterLanguage language) => new()
    {
        Subject = language.Text($"{key}.Subject"),
        Title = language.Text($"{key}.Title"),
        Status = language.Text("Status.Security"),
        Tone = tone,
        Greeting = model.Greeting(language),
        Blocks =
        [
            new Paragraph(language.Text($"{key}.Text", language.Minute(model.At))),
            new Paragraph(language.Text($"{key}.Means")),
            new ButtonBlock(language.Text("Account.Button"), model.SignInPage),
            new NoteBlock(language.Text($"{key}.Next")),
        ],
        Footer = [language.Text("Why.Account"), language.Text("Frame.Safety")],
    };
}
