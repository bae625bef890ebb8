using Guichet.App.Access;

namespace Guichet.App.Letters.ToAccounts;

/// <summary>The agency does not accept the application, and why.</summary>
internal sealed class ApplicationRefused : IAccountLetter
{
    public AccountLetterKind Kind => AccountLetterKind.ApplicationRefused;

    public LetterContent Write(AccountLetterModel model, LetterLanguage language) => new()
    {
        Subject = language.Text("Refused.Subject"),
        Title = language.Text("Refused.Title"),
        Status = language.Text("Status.Application"),
        Tone = LetterTone.Ended,
        Greeting = model.Greeting(language),
        Blocks =
        [
            new Paragraph(language.Text("Refused.Text", model.Details.Merchant!)),
            new FactsBlock([new LetterFact(language.Text("Refused.Reason"), model.Details.Reason!)]),
            new Paragraph(language.Text("Refused.Again")),
        ],
        Footer = [language.Text("Why.Application"), language.Text("Frame.Safety")],
    };
}
