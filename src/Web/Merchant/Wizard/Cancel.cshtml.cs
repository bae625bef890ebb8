using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Web.Access;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.Wizard;

/// <summary>«ANNULER L'OPÉRATION»: a page, and the content of the dialog on the QR page, in the list and in the detail.</summary>
[Needs(Permission.Cancel)]
public sealed class CancelModel(CancelPayment cancel) : OperationPage
{
    /// <summary>Where «NON» and the end lead: a local address of the query «retour», else the step at which the payment is.</summary>
    public string Back => Request.Query["retour"] is [{ } asked, ..] && LocalAddress.IsLocal(asked) ? asked : QrAddress(Payment.Number);

    /// <summary>What the merchant tells the customer, as typed.</summary>
    public string? Reason { get; private set; }

    public bool IsPossible => PaymentTransitions.Find(Payment.Status, PaymentAction.Cancel, Payment.Terms.CaptureMode) is not null;

    public IActionResult OnGet() => IsPossible ? Page() : Redirect(Back);

    public async Task<IActionResult> OnPostAsync()
    {
        if (Typed("answer") != "yes")
        {
            return Redirect(Back);
        }

        Reason = Typed("reason");
        var canceled = await cancel.RunAsync(Actor, Payment.Number, PaymentLinks.ShownVersion(Request.Form), Reason);
        if (canceled.Refusal is not { } refusal)
        {
            return Redirect(Back);
        }

        // The customer or the clock was faster: say what really happened.
        var now = await Service<ReadPayment>().RunAsync(Actor, Payment.Number);
        Payment = now.Refusal is null ? now.Value : Payment;
        return Refused(refusal);
    }
}
