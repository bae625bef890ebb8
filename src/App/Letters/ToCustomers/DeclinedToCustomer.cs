using Guichet.Domain.Payments;

namespace Guichet.App.Letters.ToCustomers;

/// <summary>The customer refused: nothing was debited.</summary>
internal sealed class DeclinedToCustomer : IPaymentLetter
{
    public LetterKind Kind => LetterKind.DeclinedToCustomer;

    public LetterContent Write(PaymentLetterModel model, LetterLanguage language) => new()
    {
        Subject = language.Text("Declined.Subject", model.MerchantName),
        Title = language.Text("Declined.Title"),
        Status = language.Text("Status.Declined"),
        Tone = LetterTone.Ended,
        Greeting = model.Greeting(language),
        Blocks =
        [
            new Paragraph(language.Text("Declined.Text", model.MerchantName)),
            new FactsBlock([
                new(language.Text("Fact.Requested"), language.Amount(model.Payment.Amounts.Requested)),
                .. model.SaleFacts(language), model.DateFact(language), model.NumberFact(language)]),
            new NoteBlock(language.Text("Paid.NotYou")),
        ],
        Footer = [language.Text("Why.Customer"), language.Text("Frame.Safety")],
    };
}
