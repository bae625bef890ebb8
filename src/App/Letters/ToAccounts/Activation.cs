using Guichet.App.Access;

namespace Guichet.App.Letters.ToAccounts;

/// <summary>An account was made: the number and the one-time code with which its holder chooses a password.</summary>
internal sealed class Activation : IAccountLetter
{
    public AccountLetterKind Kind => AccountLetterKind.Activation;

    public LetterContent Write(AccountLetterModel model, LetterLanguage language) => new()
    {
        Subject = language.Text("Activation.Subject"),
        Title = language.Text("Activation.Title"),
        Status = language.Text("Status.Security"),
        Tone = LetterTone.Accent,
        Greeting = model.Greeting(language),
        Blocks =
        [
            new Paragraph(model.Details.Merchant is { } merchant ? language.Text("Activation.TextAt", merchant) : language.Text("Activation.Text")),
            new FactsBlock([new LetterFact(language.Text("Activation.Number"), model.SignInNumber!), new LetterFact(language.Text("Activation.Code"), ReadableCode.Shown(model.Details.Code!))]),
            new ButtonBlock(language.Text("Activation.Button"), model.Link!),
            new NoteBlock(language.Text("Activation.Until", language.Minute(model.LinkUntil!.Value))),
        ],
        Footer = [language.Text("Why.Account"), language.Text("Frame.Safety")],
    };
}
