using Guichet.Domain.Payments;

namespace Guichet.App.Letters.ToCustomers;

/// <summary>A request waits for the customer: by whom, how much, until when, and the way to pay.</summary>
internal sealed class RequestToCustomer : IPaymentLetter
{
    public LetterKind Kind => LetterKind.RequestToCustomer;

    public bool IsStillTrue(PaymentLetterModel model, DateTimeOffset now) =>
        model.Payment.Status == PaymentStatus.AwaitingCustomer && now < model.Payment.PayBy && !model.IsReplaced && model.Link is not null;

    public LetterContent Write(PaymentLetterModel model, LetterLanguage language)
    {
        var payment = model.Payment;
        var amount = language.Amount(payment.Amounts.Requested);
        List<LetterFact> facts = model.SaleFacts(language);
        facts.Add(payment.Terms.Timing == PaymentTiming.Deferred
            ? new(language.Text("Fact.PayByDay"), language.LastDay(payment.PayBy))
            : new(language.Text("Fact.PayBy"), language.Minute(payment.PayBy)));
        facts.Add(model.NumberFact(language));
        List<LetterBlock> blocks =
        [
            new Paragraph(language.Text("Request.Text", model.MerchantName)),
            new AmountBlock(language.Text("Fact.Requested"), amount),
            new FactsBlock(facts),
            new Paragraph(language.Text(payment.Terms.CustomerMayLower ? "Request.Part" : "Request.Whole")),
        ];
        if (payment.Terms.CaptureWindowDays is { } days)
        {
            blocks.Add(new Paragraph(language.Text("Request.Reserve", language.Text(days == 1 ? "Days.One" : "Days.Many", days.ToString(language.Culture)))));
        }

        blocks.Add(new ButtonBlock(language.Text("Request.Button"), model.Link!));
        if (payment.Addressee.CustomerId is null)
        {
            blocks.Add(new NoteBlock(language.Text("Request.Bearer")));
        }

        blocks.Add(new NoteBlock(language.Text("Request.NotYou")));
        return new LetterContent
        {
            Subject = language.Text("Request.Subject", model.MerchantName, amount),
            Title = language.Text("Request.Title"),
            Status = language.Text("Status.Waiting"),
            Tone = LetterTone.Waiting,
            Greeting = model.Greeting(language),
            Blocks = blocks,
            Footer = [language.Text("Why.Customer"), language.Text("Frame.Safety")],
        };
    }
}
