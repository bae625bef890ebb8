using Guichet.App.Access;

namespace Guichet.App.Letters.ToAccounts;

/// <summary>The issuer accepted a request for a point of sale: its Shop ID.</summary>
internal sealed class PointAdded : IAccountLetter
{
    public AccountLetterKind Kind => AccountLetterKind.PointAdded;

    public LetterContent Write(AccountLetterModel model, LetterLanguage language) => new()
    {
        Subject = language.Text("PointAdded.Subject"),
        Title = language.Text("PointAdded.Title"),
        Status = language.Text("Status.Points"),
        Tone = LetterTone.Validated,
        Greeting = model.Greeting(language),
        Blocks =
        [
            new Paragraph(language.Text("PointAdded.Text", model.Details.Merchant!)),
            new FactsBlock([new LetterFact(language.Text("PointAdded.Point"), model.Details.After!), new LetterFact(language.Text("PointAdded.ShopId"), model.Details.Code!)]),
            new ButtonBlock(language.Text("Account.Button"), model.SignInPage),
            new NoteBlock(language.Text("PointAdded.ToDo")),
        ],
        Footer = [language.Text("Why.Account"), language.Text("Frame.Safety")],
    };
}
