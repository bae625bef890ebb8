using Guichet.App.Merchants.People;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.People;

/// <summary>«Renvoyer la lettre»: back to the person; the page shows itself only to say why not.</summary>
[Needs(Permission.ManagePeople)]
public sealed class InvitationModel(ReadPeople people, InviteAgain invite, Sentences sentences, TimeProvider clock) : PersonPage(people, clock)
{
    public FieldErrors Errors { get; } = new();

    public IActionResult OnGet() => Redirect(PersonLinks.Of(Person));

    public async Task<IActionResult> OnPostAsync()
    {
        if ((await invite.RunAsync(Actor, Person.Number, Now)).Refusal is not { } refusal)
        {
            return Redirect(PersonLinks.Of(Person, PersonLinks.Invited));
        }

        Response.StatusCode = Errors.AddAll([refusal], sentences);
        return Page();
    }
}
