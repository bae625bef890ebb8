using Guichet.Domain.Payments;

namespace Guichet.App.Letters.ToMerchants;

/// <summary>The customer did not pay in time.</summary>
internal sealed class PaymentLimitPassedToMerchant : IPaymentLetter
{
    public LetterKind Kind => LetterKind.PaymentLimitPassedToMerchant;

    public LetterContent Write(PaymentLetterModel model, LetterLanguage language) => MerchantLetter.Write(
        model, language, "MerchantUnpaid", ("Status.Expired", LetterTone.Ended),
        [.. MerchantLetter.Sale(model, language), model.DateFact(language), new(language.Text("Fact.Requested"), language.Amount(model.Payment.Amounts.Requested))],
        language.Text("MerchantDeclined.ToDo"));
}
