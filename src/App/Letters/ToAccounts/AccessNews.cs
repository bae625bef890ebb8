using Guichet.App.Access;

namespace Guichet.App.Letters.ToAccounts;

/// <summary>Something of one's own access was changed by who is signed in: what, when, and what to do if it was not them.</summary>
/// <param name="key">Begins the names of its texts.</param>
internal sealed class AccessNews(AccountLetterKind kind, string key) : IAccountLetter
{
    public AccountLetterKind Kind => kind;

    public LetterContent Write(AccountLetterModel model, LetterLanguage language) => new()
    {
        Subject = language.Text($"{key}.Subject"),
        Title = language.Text($"{key}.Title"),
        Status = language.Text("Status.Security"),
        Tone = LetterTone.Accent,
        Greeting = model.Greeting(language),
        Blocks =
        [
            new Paragraph(language.Text($"{key}.Text", language.Minute(model.At), model.Details.After ?? model.Details.Before ?? "")),
            new Paragraph(language.Text("Access.NotYou")),
            new ButtonBlock(language.Text("Account.Button"), model.SignInPage),
        ],
        Footer = [language.Text("Why.Account"), language.Text("Frame.Safety")],
    };
}
