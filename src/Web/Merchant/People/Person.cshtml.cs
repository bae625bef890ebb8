using Guichet.App.Merchants;
using Guichet.App.Merchants.People;
using Guichet.Domain;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.People;

/// <summary>One person: what they may do, the letter that invites them, and the switch.</summary>
[Needs(Permission.ManagePeople)]
public sealed class PersonModel(ReadPeople people, EditPerson edit, MerchantPoints points, Sentences sentences, TimeProvider clock) : PersonPage(people, clock)
{
    public FieldErrors Errors { get; } = new();
    public PersonEntry Entry { get; private set; } = null!;

    /// <summary>What has just been done; null otherwise.</summary>
    public string? Done => !Errors.Any && Request.Method == "GET" ? PersonLinks.Done.FirstOrDefault(done => Request.QueryString.Value == $"?{PersonLinks.DoneName}={done}") : null;

    public async Task OnGetAsync() => await FillAsync(PersonInput.Of(Person), null);

    public async Task<IActionResult> OnPostAsync()
    {
        var form = PersonInput.Read(Request.Form);
        if (Request.Form["go"] != PersonEntry.Find)
        {
            var refusals = await edit.RunAsync(Actor, Person.Number, form, Now);
            if (refusals.Count == 0)
            {
                return Redirect(PersonLinks.Of(Person, PersonLinks.Saved));
            }

            if (refusals[0].Code is RefusalCode.NotFound or RefusalCode.Forbidden)
            {
                return Closed(refusals[0]);
            }

            Response.StatusCode = Errors.AddAll(refusals, sentences);
        }

        await FillAsync(form, Request.Form["find"]);
        return Page();
    }

    private async Task FillAsync(PersonForm form, string? search) => Entry = await PersonEntry.OfAsync(points, Actor, form, Errors, Person, search);
}
