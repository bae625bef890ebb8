using Guichet.App.Access;

namespace Guichet.App.Letters.ToAccounts;

/// <summary>The merchant's contact e-mail is another one now: told at both, so that nobody takes it over unseen.</summary>
internal sealed class ContactChanged : IAccountLetter
{
    public AccountLetterKind Kind => AccountLetterKind.ContactChanged;

    // Whoever reads a contact address need not be who changed it: no name.
    public LetterContent Write(AccountLetterModel model, LetterLanguage language) => new()
    {
        Subject = language.Text("Contact.Subject"),
        Title = language.Text("Contact.Title"),
        Status = language.Text("Status.Security"),
        Tone = LetterTone.Accent,
        Greeting = language.Text("Greeting"),
        Blocks =
        [
            new Paragraph(language.Text("Contact.Text", model.Details.Merchant!, language.Minute(model.At))),
            new FactsBlock([new LetterFact(language.Text("Contact.Before"), model.Details.Before ?? "-"), new LetterFact(language.Text("Contact.After"), model.Details.After ?? "-")]),
            new ButtonBlock(language.Text("Account.Button"), model.SignInPage),
            new NoteBlock(language.Text("Contact.NotYou")),
        ],
        Footer = [language.Text("Why.Contact"), language.Text("Frame.Safety")],
    };
}
