using System.Globalization;
using Guichet.App.Access;
using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Web.Merchant.Wizard;

namespace Guichet.Web.Merchant;

/// <summary>What an account may do with a payment now, with the page of each action: from the tables of transitions and of rights.</summary>
public static class PaymentLinks
{
    public static string Detail(Payment payment) => $"/encaissement/operations/{payment.Number}";

    public static string SendAgain(Payment payment) => $"{Detail(payment)}/renvoyer";
    public static string Notes(Payment payment) => $"{Detail(payment)}/notes";
    public static string Receipt(Payment payment) => $"{Detail(payment)}/recu.pdf";

    /// <summary>A form with the same choices, to look at before anything exists for the customer.</summary>
    public static string AskAgain(Payment payment) => $"{OperationPage.DetailAddress(payment.Number)}?handler=Again";

    /// <summary>Once the limit has passed nothing is possible any more, even if the job has not run yet.</summary>
    public static IEnumerable<PaymentAction> Allowed(MerchantActor actor, Payment payment, DateTimeOffset now) =>
        payment.Deadline is { } deadline && now < deadline
            ? PaymentTransitions.AllowedTo(ActorKind.Merchant, payment.Status, payment.Terms.CaptureMode).Where(action => Forbids(actor, payment, action) is null) : [];

    /// <summary>Null when the actor has the right; else forbidden, with what is missing.</summary>
    public static Refusal? Forbids(MerchantActor actor, Payment payment, PaymentAction action) =>
        action == PaymentAction.Capture ? CapturePayment.Forbids(actor, payment) : actor.Lacks(Permission.Cancel);

    /// <summary>The step of the wizard where a request that can still be paid is shown (its code, or the wait); null for any other.</summary>
    public static string? Request(Payment payment, DateTimeOffset now) => payment.Status != PaymentStatus.AwaitingCustomer || now >= payment.PayBy ? null
        : payment.Addressee.Channel == RequestChannel.QrCode ? OperationPage.QrAddress(payment.Number) : OperationPage.DetailAddress(payment.Number);

    /// <summary>The field in which a form carries the version of the payment that it shows.</summary>
    public const string ShownField = "shown";

    /// <summary>What the merchant saw when the form was made; null when the form does not say.</summary>
    public static int? ShownVersion(IFormCollection form) =>
        int.TryParse(form[ShownField], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    /// <param name="back">Where the page leads when it is done: a local address.</param>
    public static string Of(Payment payment, PaymentAction action, string back)
    {
        var page = action switch
        {
            PaymentAction.Capture => "valider",
            PaymentAction.Void => "rendre",
            PaymentAction.Cancel => "annuler",
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, "No page for it."),
        };
        return $"{Detail(payment)}/{page}?retour={Uri.EscapeDataString(back)}";
    }
}
