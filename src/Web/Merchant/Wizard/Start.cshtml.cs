using Guichet.App.Merchants;
using Guichet.App.Payments;
using Guichet.Web.Access;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.Wizard;

/// <summary>«Encaisser»: a new form for the current point. Each has its own address, so that two tabs are two requests.</summary>
[Needs(Permission.Collect)]
public sealed class StartModel(PaymentDrafts drafts, RememberedEmail emails, CollectGate gate, TimeProvider clock) : PointPage
{
    protected override string? AfterChoice => "nouveau";

    public async Task<IActionResult> OnGetAsync()
    {
        // A browser that reads ahead starts nothing.
        if (Request.Headers.ContainsKey("Sec-Purpose"))
        {
            return StatusCode(StatusCodes.Status204NoContent);
        }

        if (await gate.StopAsync(Actor.AgreementId, Point.Id) is not null)
        {
            return Redirect(CurrentPoint.Link("/encaissement", Actor, Point)); // which says why
        }

        var form = new PaymentForm { NotifyEmail = await emails.OfAsync(Actor) };
        var draft = await drafts.StartAsync(Actor, Point.Id, form with { RememberNotifyEmail = form.NotifyEmail.Length > 0 }, clock.GetUtcNow());
        return Redirect(DraftPage.StepAddress(draft, "choix"));
    }
}
