using Guichet.Domain.Payments;

namespace Guichet.App.Letters.ToMerchants;

/// <summary>The customer refused: nothing was collected.</summary>
internal sealed class DeclinedToMerchant : IPaymentLetter
{
    public LetterKind Kind => LetterKind.DeclinedToMerchant;

    public LetterContent Write(PaymentLetterModel model, LetterLanguage language) => MerchantLetter.Write(
        model, language, "MerchantDeclined", ("Status.Declined", LetterTone.Error),
        [.. MerchantLetter.Sale(model, language), model.DateFact(language), new(language.Text("Fact.Requested"), language.Amount(model.Payment.Amounts.Requested))],
        language.Text("MerchantDeclined.ToDo"));
}
