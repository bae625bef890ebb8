using Guichet.Domain.Payments;

namespace Guichet.App.Letters.ToMerchants;

/// <summary>24 hours are left to validate. Dropped once the merchant has acted or the limit has passed.</summary>
internal sealed class CaptureLimitNearToMerchant : IPaymentLetter
{
    public LetterKind Kind => LetterKind.CaptureLimitNearToMerchant;

    public bool IsStillTrue(PaymentLetterModel model, DateTimeOffset now) =>
        model.Payment.Status == PaymentStatus.Authorized && now < model.Payment.CaptureBy;

    public LetterContent Write(PaymentLetterModel model, LetterLanguage language)
    {
        var lastDay = language.LastDay(model.Payment.CaptureBy!.Value);
        return MerchantLetter.Write(
            model, language, "MerchantNear", ("Status.Near", LetterTone.Waiting),
            [
                .. MerchantLetter.Sale(model, language),
                new(language.Text("Fact.PaidAmount"), language.Amount(model.Payment.Amounts.Authorized!.Value)),
                new(language.Text("Fact.CaptureBy"), lastDay),
            ],
            language.Text("MerchantNear.ToDo"), lastDay);
    }
}
