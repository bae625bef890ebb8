using Guichet.Domain.Payments;

namespace Guichet.App.Letters.ToMerchants;

/// <summary>The merchant did not validate in time: everything went back to the customer.</summary>
internal sealed class CaptureLimitPassedToMerchant : IPaymentLetter
{
    public LetterKind Kind => LetterKind.CaptureLimitPassedToMerchant;

    public LetterContent Write(PaymentLetterModel model, LetterLanguage language) => MerchantLetter.Write(
        model, language, "MerchantLapsed", ("Status.Expired", LetterTone.Ended),
        [
            .. MerchantLetter.Sale(model, language),
            model.DateFact(language),
            new(language.Text("Fact.ReturnedToCustomer"), language.Amount(model.FactAmount!.Value)),
        ],
        language.Text("MerchantLapsed.ToDo"));
}
