using Guichet.App.Access;

namespace Guichet.App.Letters.ToAccounts;

/// <summary>The address is proved: the agency looks at the application now.</summary>
internal sealed class ApplicationReceived : IAccountLetter
{
    public AccountLetterKind Kind => AccountLetterKind.ApplicationReceived;

    public LetterContent Write(AccountLetterModel model, LetterLanguage language) => new()
    {
        Subject = language.Text("Received.Subject"),
        Title = language.Text("Received.Title"),
        Status = language.Text("Status.Application"),
        Tone = LetterTone.Waiting,
        Greeting = model.Greeting(language),
        Blocks =
        [
            new Paragraph(language.Text("Received.Text", model.Details.Merchant!)),
            new Paragraph(language.Text("Received.Next")),
        ],
        Footer = [language.Text("Why.Application"), language.Text("Frame.Safety")],
    };
}
