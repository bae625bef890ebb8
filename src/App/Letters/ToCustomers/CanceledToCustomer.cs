using Guichet.Domain.Payments;

namespace Guichet.App.Letters.ToCustomers;

/// <summary>The merchant withdrew a request (nothing was debited) or gave a pre-reservation back.</summary>
internal sealed class CanceledToCustomer : IPaymentLetter
{
    public LetterKind Kind => LetterKind.CanceledToCustomer;

    public LetterContent Write(PaymentLetterModel model, LetterLanguage language)
    {
        var words = model.Fact == PaymentFactKind.Voided ? "Voided" : "Canceled";
        List<LetterBlock> blocks = [new Paragraph(language.Text($"{words}.Text", model.MerchantName))];
        if (model.FactAmount is { } returned)
        {
            blocks.Add(new AmountBlock(language.Text("Returned.Caption"), language.Amount(returned)));
        }

        blocks.Add(new FactsBlock([
            new(language.Text("Fact.Requested"), language.Amount(model.Payment.Amounts.Requested)),
            .. model.ReasonFact(language), .. model.SaleFacts(language), model.DateFact(language), model.NumberFact(language)]));
        return new LetterContent
        {
            Subject = language.Text($"{words}.Subject", model.MerchantName, model.FactAmount is { } amount ? language.Amount(amount) : ""),
            Title = language.Text($"{words}.Title"),
            Status = language.Text("Status.Canceled"),
            Tone = LetterTone.Ended,
            Greeting = model.Greeting(language),
            Blocks = blocks,
            Footer = [language.Text("Why.Customer"), language.Text("Frame.Safety")],
        };
    }
}
