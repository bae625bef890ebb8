using Guichet.App.Access;

namespace Guichet.App.Letters.ToAccounts;

/// <summary>The issuer refused a request for a point of sale, and why.</summary>
internal sealed class PointRefused : IAccountLetter
{
    public AccountLetterKind Kind => AccountLetterKind.PointRefused;

    public LetterContent Write(AccountLetterModel model, LetterLanguage language) => new()
    {
        Subject = language.Text("PointRefused.Subject"),
        Title = language.Text("PointRefused.Title"),
        Status = language.Text("Status.Points"),
        Tone = LetterTone.Ended,
        Greeting = model.Greeting(language),
        Blocks =
        [
            new Paragraph(language.Text("PointRefused.Text", model.Details.Merchant!)),
            new FactsBlock([new LetterFact(language.Text("PointAdded.Point"), model.Details.Before!), new LetterFact(language.Text("PointRefused.Reason"), model.Details.Reason!)]),
            new NoteBlock(language.Text("PointRefused.ToDo")),
        ],
        Footer = [language.Text("Why.Account"), language.Text("Frame.Safety")],
    };
}
