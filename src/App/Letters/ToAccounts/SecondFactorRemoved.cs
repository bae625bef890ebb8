using Guichet.App.Access;

namespace Guichet.App.Letters.ToAccounts;

/// <summary>The agency removed the second factor: what that means, and what to do if nobody asked for it.</summary>
internal sealed class SecondFactorRemoved : IAccountLetter
{
    public AccountLetterKind Kind => AccountLetterKind.SecondFactorRemoved;

    public LetterContent Write(AccountLetterModel model, LetterLanguage language) => new()
    {
        Subject = language.Text("FactorRemoved.Subject"),
        Title = language.Text("FactorRemoved.Title"),
        Status = language.Text("Status.Security"),
        Tone = LetterTone.Error,
        Greeting = model.Greeting(language),
        Blocks =
        [
            new Paragraph(language.Text("FactorRemoved.Text", language.Minute(model.At))),
            new FactsBlock([new LetterFact(language.Text("FactorRemoved.Reason"), model.Details.Reason!)]),
            new Paragraph(language.Text("FactorRemoved.ToDo")),
            new ButtonBlock(language.Text("Account.Button"), model.SignInPage),
            new NoteBlock(language.Text("FactorRemoved.NotYou")),
        ],
        Footer = [language.Text("Why.Account"), language.Text("Frame.Safety")],
    };
}
