using Guichet.Domain.Payments;

namespace Guichet.App.Letters.ToCustomers;

/// <summary>The clock ended it: a request that was not paid in time (nothing was debited), or a pre-reservation that was not validated (all given back).</summary>
internal sealed class ExpiredToCustomer : IPaymentLetter
{
    public LetterKind Kind => LetterKind.ExpiredToCustomer;

    public LetterContent Write(PaymentLetterModel model, LetterLanguage language)
    {
        var words = model.FactAmount is null ? "Expired" : "Lapsed";
        List<LetterBlock> blocks = [new Paragraph(language.Text($"{words}.Text", model.MerchantName))];
        if (model.FactAmount is { } returned)
        {
            blocks.Add(new AmountBlock(language.Text("Returned.Caption"), language.Amount(returned)));
        }
        else
        {
            blocks.Add(new Paragraph(language.Text("Expired.Again")));
        }

        blocks.Add(new FactsBlock([
            new(language.Text("Fact.Requested"), language.Amount(model.Payment.Amounts.Requested)),
            .. model.SaleFacts(language), model.DateFact(language), model.NumberFact(language)]));
        return new LetterContent
        {
            Subject = language.Text($"{words}.Subject", model.MerchantName, model.FactAmount is { } amount ? language.Amount(amount) : ""),
            Title = language.Text($"{words}.Title"),
            Status = language.Text("Status.Expired"),
            Tone = LetterTone.Ended,
            Greeting = model.Greeting(language),
            Blocks = blocks,
            Footer = [language.Text("Why.Customer"), language.Text("Frame.Safety")],
        };
    }
}
