using Guichet.App.Access;

namespace Guichet.App.Letters.ToAccounts;

/// <summary>To a customer: how much is to be spent before the end of the year, told in time.</summary>
internal sealed class TitlesLapse : IAccountLetter
{
    public AccountLetterKind Kind => AccountLetterKind.TitlesLapse;

    public LetterContent Write(AccountLetterModel model, LetterLanguage language)
    {
        var (amount, day) = (language.Amount(model.Lapse!.Amount), language.Day(model.Lapse.LastDay));
        return new LetterContent
        {
            Subject = language.Text("Lapse.Subject", amount, day),
            Title = language.Text("Lapse.Title"),
            Status = language.Text("Lapse.Status"),
            Tone = LetterTone.Waiting,
            Greeting = model.Greeting(language),
            Blocks =
            [
                new Paragraph(language.Text("Lapse.Text", day)),
                new AmountBlock(language.Text("Lapse.Caption"), amount),
                new Paragraph(language.Text("Lapse.First")),
                new ButtonBlock(language.Text("Lapse.Button"), model.SignInPage),
            ],
            Footer = [language.Text("Why.Wallet"), language.Text("Frame.Safety")],
        };
    }
}
