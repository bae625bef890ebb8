using Guichet.App.Merchants.Points;
using Guichet.Domain;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.Points;

/// <summary>«Demander un point d'accueil»: pressed twice it asks once.</summary>
[Needs(Permission.ManagePoints)]
public sealed class AskModel(PointRequests requests, Sentences sentences, TimeProvider clock) : MerchantPage
{
    public FieldErrors Errors { get; } = new();
    public PointRequestForm Typed { get; private set; } = new(null, null, null, null);
    public string Key { get; private set; } = FormKey.New();

    public void OnGet()
    {
        // An empty form.
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Typed = new PointRequestForm(Request.Form["name"], Request.Form["town"], Request.Form["address"], Request.Form["reason"]);
        Key = FormKey.Of(Request.Form) ?? Key;
        var refusals = await requests.AskAsync(Actor, Typed, Key, clock.GetUtcNow());
        if (refusals.Count == 0)
        {
            return Redirect(PointLinks.After(PointLinks.Asked));
        }

        Key = refusals[0].Code == RefusalCode.IdempotencyMismatch ? FormKey.New() : Key;
        Response.StatusCode = Errors.AddAll(refusals, sentences);
        return Page();
    }
}
