using Guichet.App.Access;

namespace Guichet.App.Letters.ToAccounts;

/// <summary>To a new address: the link that proves it.</summary>
internal sealed class NewEmail : IAccountLetter
{
    public AccountLetterKind Kind => AccountLetterKind.EmailLink;

    public LetterContent Write(AccountLetterModel model, LetterLanguage language) => new()
    {
        Subject = language.Text("Email.Subject"),
        Title = language.Text("Email.Title"),
        Status = language.Text("Status.Security"),
        Tone = LetterTone.Accent,
        Greeting = model.Greeting(language),
        Blocks =
        [
            new Paragraph(language.Text("Email.Text", language.Minute(model.LinkUntil!.Value))),
            new ButtonBlock(language.Text("Email.Button"), model.Link!),
            new NoteBlock(language.Text("Email.NotYou")),
        ],
        Footer = [language.Text("Why.Account"), language.Text("Frame.Safety")],
    };
}
