using Guichet.App.Access;

namespace Guichet.App.Letters.ToAccounts;

/// <summary>Another bank account for the merchant: masked, to every address that may be the honest one.</summary>
internal sealed class BankAccountChanged : IAccountLetter
{
    public AccountLetterKind Kind => AccountLetterKind.BankAccountChanged;

    public LetterContent Write(AccountLetterModel model, LetterLanguage language) => new()
    {
        Subject = language.Text("Bank.Subject"),
        Title = language.Text("Bank.Title"),
        Status = language.Text("Status.Security"),
        Tone = LetterTone.Error,
        Greeting = model.Greeting(language),
        Blocks =
        [
            new Paragraph(language.Text("Bank.Text", model.Details.Merchant!, language.Minute(model.At))),
            new FactsBlock([new LetterFact(language.Text("Bank.Before"), model.Details.Before ?? "–"), new LetterFact(language.Text("Bank.After"), model.Details.After!)]),
            new NoteBlock(language.Text("Bank.NotYou")),
        ],
        Footer = [language.Text("Why.Account"), language.Text("Frame.Safety")],
    };
}
