using Guichet.App.Merchants;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.Account;

/// <summary>«Coordonnées»: how the issuer reaches the merchant.</summary>
[Needs(Permission.ManageAgreement)]
public sealed class DetailsModel(AgreementContact contact, Sentences sentences, TimeProvider clock) : MerchantPage
{
    private const string Path = "/compte/coordonnees";
    private const string SavedQuery = "fait=enregistre";

    public FieldErrors Errors { get; } = new();
    public AgreementDetails Agreement { get; private set; } = null!;
    public ContactForm Typed { get; private set; } = null!;
    public bool IsSaved => Request.QueryString.Value == $"?{SavedQuery}" && !Errors.Any;

    public async Task OnGetAsync()
    {
        Agreement = await contact.ReadAsync(Actor);
        Typed = new ContactForm(Agreement.Email, Agreement.Phone, Agreement.Address, Agreement.Activity);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Typed = new ContactForm(Request.Form["email"], Request.Form["phone"], Request.Form["address"], Request.Form["activity"]);
        var refusals = await contact.EditAsync(Actor, Typed, clock.GetUtcNow());
        if (refusals.Count == 0)
        {
            return Redirect($"{Path}?{SavedQuery}");
        }

        Response.StatusCode = Errors.AddAll(refusals, sentences);
        Agreement = await contact.ReadAsync(Actor);
        return Page();
    }
}
