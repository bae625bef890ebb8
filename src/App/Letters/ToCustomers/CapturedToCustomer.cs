using Guichet.Domain.Payments;

namespace Guichet.App.Letters.ToCustomers;

/// <summary>The merchant validated: what was kept, and what came back at once.</summary>
internal sealed class CapturedToCustomer : IPaymentLetter
{
    public LetterKind Kind => LetterKind.CapturedToCustomer;

    public LetterContent Write(PaymentLetterModel model, LetterLanguage language)
    {
        var kept = model.FactAmount!.Value;
        var returned = model.Payment.Amounts.Authorized!.Value - kept;
        List<LetterBlock> blocks =
        [
            new Paragraph(language.Text("Captured.Text", model.MerchantName)),
            new AmountBlock(language.Text("Fact.Kept"), language.Amount(kept)),
        ];
        List<LetterFact> facts = [new(language.Text("Fact.PaidAmount"), language.Amount(kept + returned)), new(language.Text("Fact.Kept"), language.Amount(kept))];
        if (returned.IsPositive)
        {
            blocks.Add(new Paragraph(language.Text("Captured.Returned", language.Amount(returned))));
            facts.Add(new(language.Text("Fact.Returned"), language.Amount(returned)));
        }

        blocks.Add(new FactsBlock([.. facts, .. model.ReasonFact(language), .. model.SaleFacts(language), model.DateFact(language), model.NumberFact(language)]));
        return new LetterContent
        {
            Subject = language.Text("Captured.Subject", model.MerchantName, language.Amount(kept)),
            Title = language.Text("Captured.Title"),
            Status = language.Text("Status.Validated"),
            Tone = LetterTone.Validated,
            Greeting = model.Greeting(language),
            Blocks = blocks,
            Footer = [language.Text("Why.Customer"), language.Text("Frame.Safety")],
        };
    }
}
