using Guichet.App.Access;

namespace Guichet.App.Letters.ToAccounts;

/// <summary>The link that proves the address of an application. It repeats nothing of what was typed: a stranger may have typed it.</summary>
internal sealed class ConfirmAddress : IAccountLetter
{
    public AccountLetterKind Kind => AccountLetterKind.ConfirmAddress;

    public LetterContent Write(AccountLetterModel model, LetterLanguage language) => new()
    {
        Subject = language.Text("Confirm.Subject"),
        Title = language.Text("Confirm.Title"),
        Status = language.Text("Status.Application"),
        Tone = LetterTone.Accent,
        Greeting = model.Greeting(language),
        Blocks =
        [
            new Paragraph(language.Text("Confirm.Text", language.Minute(model.LinkUntil!.Value))),
            new ButtonBlock(language.Text("Confirm.Button"), model.Link!),
            new NoteBlock(language.Text("Confirm.NotYou")),
        ],
        Footer = [language.Text("Why.Application"), language.Text("Frame.Safety")],
    };
}
