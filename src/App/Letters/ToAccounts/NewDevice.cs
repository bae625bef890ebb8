using Guichet.App.Access;

namespace Guichet.App.Letters.ToAccounts;

/// <summary>The password was used on a new device: what to do if it was not them.</summary>
internal sealed class NewDevice : IAccountLetter
{
    public AccountLetterKind Kind => AccountLetterKind.NewDevice;

    public LetterContent Write(AccountLetterModel model, LetterLanguage language) => new()
    {
        Subject = language.Text("Device.Subject"),
        Title = language.Text("Device.Title"),
        Status = language.Text("Status.Security"),
        Tone = LetterTone.Accent,
        Greeting = model.Greeting(language),
        Blocks =
        [
            new Paragraph(language.Text("Device.Text", language.Minute(model.At))),
            new Paragraph(language.Text("Device.NotYou")),
            new ButtonBlock(language.Text("Account.Button"), model.SignInPage),
        ],
        Footer = [language.Text("Why.Account"), language.Text("Frame.Safety")],
    };
}
