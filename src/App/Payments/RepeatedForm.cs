using Guichet.Domain;
using Guichet.Domain.Payments;

namespace Guichet.App.Payments;

/// <summary>«Nouvelle demande», «Refaire cette demande»: a form that asks for the same again.</summary>
public static class RepeatedForm
{
    public static PaymentForm Of(Payment payment) => new()
    {
        Deferred = payment.Terms.Timing == PaymentTiming.Deferred,
        PaymentDays = payment.Terms.PaymentWindowDays?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? new PaymentForm().PaymentDays,
        CaptureDelay = payment.Terms.CaptureMode == CaptureMode.Manual,
        CaptureDays = payment.Terms.CaptureWindowDays?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? new PaymentForm().CaptureDays,
        NotifyEmail = payment.NotifyEmail ?? "",
        Amount = MoneyText.Number(payment.Amounts.Requested),
        OrderReference = payment.Details.OrderReference,
        Channel = payment.Addressee.Channel == RequestChannel.QrCode ? RequestChannel.QrCode : RequestChannel.Identifier,
        Contact = payment.Addressee.Contact ?? "",
        Description = payment.Details.Description ?? "",
        CustomerReference = payment.Details.CustomerReference ?? "",
        SellerReference = payment.Details.SellerReference ?? "",
        // The earlier request with this reference is the very one that is repeated; where it brought money, asking twice is worth a question.
        DuplicateAccepted = payment.Received is null,
    };
}
