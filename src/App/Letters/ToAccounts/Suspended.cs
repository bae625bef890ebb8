using Guichet.App.Access;

namespace Guichet.App.Letters.ToAccounts;

/// <summary>The agency suspended an agreement or a point: why, what stops, and what does not.</summary>
internal sealed class Suspended : IAccountLetter
{
    public AccountLetterKind Kind => AccountLetterKind.Suspended;

    public LetterContent Write(AccountLetterModel model, LetterLanguage language) => new()
    {
        Subject = language.Text("Suspended.Subject", model.Details.Merchant!),
        Title = language.Text("Suspended.Title"),
        Status = language.Text("Status.Suspended"),
        Tone = LetterTone.Error,
        Greeting = model.Greeting(language),
        Blocks =
        [
            new Paragraph(language.Text("Suspended.Text", model.Details.Merchant!, language.Minute(model.At))),
            new FactsBlock([new LetterFact(language.Text("Suspended.Reason"), model.Details.Reason!)]),
            new Paragraph(language.Text("Suspended.Still")),
            new ButtonBlock(language.Text("Account.Button"), model.SignInPage),
            new NoteBlock(language.Text("Suspended.Whom")),
        ],
        Footer = [language.Text("Why.Account"), language.Text("Frame.Safety")],
    };
}
