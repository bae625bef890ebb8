using Guichet.App.Merchants;
using Guichet.App.Merchants.People;
using Guichet.Domain;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.People;

/// <summary>«Ajouter une personne»: pressed twice it makes one.</summary>
[Needs(Permission.ManagePeople)]
public sealed class NewModel(AddPerson add, MerchantPoints points, Sentences sentences, TimeProvider clock) : MerchantPage
{
    public FieldErrors Errors { get; } = new();
    public PersonEntry Entry { get; private set; } = null!;
    public string Key { get; private set; } = FormKey.New();

    public async Task OnGetAsync() => Entry = await PersonEntry.OfAsync(points, Actor, new PersonForm(), Errors, null, null);

    public async Task<IActionResult> OnPostAsync()
    {
        var form = PersonInput.Read(Request.Form);
        Key = FormKey.Of(Request.Form) ?? Key;
        if (Request.Form["go"] != PersonEntry.Find)
        {
            var (number, refusals) = await add.RunAsync(Actor, form, Key, clock.GetUtcNow());
            if (number is not null)
            {
                return Redirect($"{PersonLinks.Of(number)}?{PersonLinks.DoneName}={PersonLinks.Created}");
            }

            if (refusals[0].Code == RefusalCode.NotFound)
            {
                return NotFound();
            }

            Response.StatusCode = Errors.AddAll(refusals, sentences);
            Key = refusals[0].Code == RefusalCode.IdempotencyMismatch ? FormKey.New() : Key;
        }

        Entry = await PersonEntry.OfAsync(points, Actor, form, Errors, null, Request.Form["find"]);
        return Page();
    }
}
