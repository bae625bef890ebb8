using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Web.Access;
using Guichet.Web.Texts;
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
[Needs(Permission.Collect)]
public sealed class DetailModel(PaymentDrafts drafts, Moments moments) : OperationPage
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

    /// <summary>
    /// «26/06/2020 (2 jours)» from the day of the payment; before it, C says the date of a payment today and D, who may be paid later, how many days.
    /// Null when there is nothing to validate (any more).
    /// </summary>
    public string? CaptureUntil => Payment switch
    {
        { Status: PaymentStatus.Authorized, CaptureBy: { } until } => moments.DayWithDays(until, Payment.PaidAt!.Value),
        { Status: PaymentStatus.AwaitingCustomer, Terms.CaptureWindowDays: { } days } when CanStillBePaid =>
            Payment.Terms.Path == PaymentPath.C ? moments.DayWithDays(ParisCalendar.EndOfWindow(Now, days), Now) : moments.Days(days),
        _ => null,
    };

    public IActionResult OnGet() => Page();

    /// <summary>«Nouvelle demande»: the same again, as a new form to look at and send.</summary>
    public async Task<IActionResult> OnPostAgainAsync()
    {
        var draft = await drafts.StartAsync(Actor, Payment.PointOfSaleId, RepeatedForm.Of(Payment), Now);
        return Redirect(DraftPage.StepAddress(draft, "demande"));
    }
}
