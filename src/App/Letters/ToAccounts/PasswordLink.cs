using Guichet.App.Access;

namespace Guichet.App.Letters.ToAccounts;

/// <summary>«Mot de passe oublié ?»: the one-time link.</summary>
internal sealed class PasswordLink : IAccountLetter
{
    public AccountLetterKind Kind => AccountLetterKind.PasswordLink;

    public LetterContent Write(AccountLetterModel model, LetterLanguage language) => new()
    {
        Subject = language.Text("Password.Subject"),
        Title = language.Text("Password.Title"),
        Status = language.Text("Status.Security"),
        Tone = LetterTone.Accent,
        Greeting = model.Greeting(language),
        Blocks =
        [
            new Paragraph(language.Text("Password.Text", language.Minute(model.LinkUntil!.Value))),
            new ButtonBlock(language.Text("Password.Button"), model.Link!),
            new NoteBlock(language.Text("Password.NotYou")),
        ],
        Footer = [language.Text("Why.Account"), language.Text("Frame.Safety")],
    };
}
