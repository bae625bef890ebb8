using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.Wizard;

/// <summary>Step 1 «Choix du paiement»: the two axes, four paths.</summary>
[Needs(Permission.Collect)]
public sealed class ChoiceModel(IssuerRules rules) : DraftPage
{
    public DateOnly Today => ParisCalendar.DayOf(Now);

    /// <summary>«04/07/2020» for the days as they stand; nothing for days that are no number in range.</summary>
    public string Until => int.TryParse(Form.PaymentDays.Trim(), out var days) && days >= 1 && days <= rules.MaxPaymentWindowDays ? Moments.Day(Today.AddDays(days)) : "";

    public int MaxDays => rules.MaxPaymentWindowDays;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await SaveAsync(Form with
        {
            Deferred = Typed("timing") == "deferred",
            PaymentDays = Typed("payment_days"),
            CaptureDelay = Typed("capture") == "yes",
            CaptureDays = Typed("capture_days"),
            NotifyEmail = Typed("notify_email"),
            RememberNotifyEmail = Typed("remember") == "yes",
        });
        if (Typed("go") == "cancel")
        {
            return Redirect(ListAddress);
        }

        var terms = Form.CheckTerms(rules);
        return terms.Refusals.Count > 0 ? Refused(terms.Refusals) : Redirect(StepAddress(Draft, "demande"));
    }
}
