using Guichet.Domain.Payments;

namespace Guichet.App.Letters.ToMerchants;

/// <summary>The guide's letter: the customer has paid a pre-reservation, which now waits for the merchant.</summary>
internal sealed class PaidToMerchant : IPaymentLetter
{
    public LetterKind Kind => LetterKind.PaidToMerchant;

    public LetterContent Write(PaymentLetterModel model, LetterLanguage language)
    {
        List<LetterFact> facts = [];
        if (model.Payment.Addressee.Contact is { } contact)
        {
            facts.Add(new(language.Text("Fact.Identifier"), PlainLine.Of(contact)));
        }

        facts.Add(model.DateFact(language));
        facts.Add(new(language.Text("Fact.PaidAmount"), language.Amount(model.FactAmount!.Value)));
        return MerchantLetter.Write(model, language, "MerchantPaid", ("Status.Reserved", LetterTone.ToValidate), facts,
            language.Text("MerchantPaid.ToDo", model.Payment.Details.OrderReference, language.LastDay(model.Payment.CaptureBy!.Value)));
    }
}
