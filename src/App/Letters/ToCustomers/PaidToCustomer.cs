using Guichet.Domain.Payments;

namespace Guichet.App.Letters.ToCustomers;

/// <summary>The customer paid: at once for good (A, B), or reserved until the merchant validates (C, D).</summary>
internal sealed class PaidToCustomer : IPaymentLetter
{
    public LetterKind Kind => LetterKind.PaidToCustomer;

    public LetterContent Write(PaymentLetterModel model, LetterLanguage language)
    {
        var paid = model.FactAmount!.Value;
        var amount = language.Amount(paid);
        var reserved = model.Fact == PaymentFactKind.Authorized;
        var words = reserved ? "Reserved" : "Paid";
        List<LetterBlock> blocks =
        [
            new Paragraph(reserved
                ? language.Text("Reserved.Text", model.MerchantName, language.LastDay(model.Payment.CaptureBy!.Value))
                : language.Text("Paid.Text", amount)),
            new AmountBlock(language.Text("Fact.PaidAmount"), amount),
        ];
        if (paid < model.Payment.Amounts.Requested)
        {
            blocks.Add(new Paragraph(language.Text("Paid.Remainder", language.Amount(model.Payment.Amounts.Requested - paid))));
        }

        blocks.Add(new FactsBlock([.. model.SaleFacts(language), model.DateFact(language), model.NumberFact(language)]));
        blocks.Add(new NoteBlock(language.Text("Paid.NotYou")));
        return new LetterContent
        {
            Subject = language.Text($"{words}.Subject", model.MerchantName, amount),
            Title = language.Text($"{words}.Title"),
            Status = language.Text(reserved ? "Status.Reserved" : "Status.Paid"),
            Tone = reserved ? LetterTone.ToValidate : LetterTone.Validated,
            Greeting = model.Greeting(language),
            Blocks = blocks,
            Footer = [language.Text("Why.Customer"), language.Text("Frame.Safety")],
        };
    }
}
