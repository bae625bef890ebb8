using Guichet.App.Payments;
using Guichet.Domain.Payments;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.Wizard;

/// <summary>How a payment stands, as step 4 tells it.</summary>
public enum PaymentOutcome
{
    Waiting,
    Paid,
    Declined,
    Canceled,

    /// <summary>Nobody paid, or nobody validated, in time.</summary>
    Expired,
}

/// <summary>Step 4 «Détail du paiement», live: waiting, then what became of it, what that means for the money, and what to do next.</summary>
public sealed class DetailModel(PaymentDrafts drafts) : OperationPage
{
    public PaymentOutcome Outcome => Payment.Status switch
    {
        PaymentStatus.AwaitingCustomer => CanStillBePaid ? PaymentOutcome.Waiting : PaymentOutcome.Expired,
        PaymentStatus.Authorized or PaymentStatus.Captured => PaymentOutcome.Paid,
        PaymentStatus.Declined => PaymentOutcome.Declined,
        PaymentStatus.Canceled => PaymentOutcome.Canceled,
        _ => PaymentOutcome.Expired,
    };

    /// <summary>The customer had paid, and everything went back.</summary>
    public bool WasGivenBack => Payment.PayerId is not null && Outcome is PaymentOutcome.Canceled or PaymentOutcome.Expired;

    public bool IsShownAsCode => Payment.Addressee.Channel == RequestChannel.QrCode;

    public IActionResult OnGet() => Page();

    /// <summary>«Nouvelle demande»: the same again, as a new form to look at and send.</summary>
    public async Task<IActionResult> OnPostAgainAsync()
    {
        var draft = await drafts.StartAsync(Actor, Payment.PointOfSaleId, RepeatedForm.Of(Payment), Now);
        return Redirect(DraftPage.StepAddress(draft, "demande"));
    }
}
