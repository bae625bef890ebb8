using Guichet.App.Access;

namespace Guichet.App.Letters.ToAccounts;

/// <summary>The agency ended a suspension: money can be asked for again.</summary>
internal sealed class Resumed : IAccountLetter
{
    public AccountLetterKind Kind => AccountLetterKind.Resumed;

    public LetterContent Write(AccountLetterModel model, LetterLanguage language) => new()
    {
        Subject = language.Text("Resumed.Subject", model.Details.Merchant!),
        Title = language.Text("Resumed.Title"),
        Status = language.Text("Status.Resumed"),
        Tone = LetterTone.Accent,
        Greeting = model.Greeting(language),
        Blocks =
        [
            new Paragraph(language.Text("Resumed.Text", model.Details.Merchant!, language.Minute(model.At))),
            new FactsBlock([new LetterFact(language.Text("Resumed.Reason"), model.Details.Reason!)]),
            new ButtonBlock(language.Text("Account.Button"), model.SignInPage),
        ],
        Footer = [language.Text("Why.Account"), language.Text("Frame.Safety")],
    };
}
