using Guichet.App.Merchants.People;
using Guichet.Domain;
using Guichet.Web.Access;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.People;

/// <summary>«Désactiver ce compte ?», or «Réactiver ?»: a page, and the content of a dialog.</summary>
[Needs(Permission.ManagePeople)]
public sealed class StatusModel(ReadPeople people, SwitchPerson switchPerson, TimeProvider clock) : PersonPage(people, clock)
{
    private const string On = "on", Off = "off";

    public bool IsOff => Person.State == PersonState.SwitchedOff;
    public string To => IsOff ? On : Off;
    public bool IsInDialog => Request.Headers.ContainsKey("X-Fragment");

    public IActionResult OnGet() => IsSignatory ? Redirect(PersonLinks.Of(Person)) : Page();

    /// <param name="to">What the question was: a page that is open since yesterday does not do the contrary.</param>
    public async Task<IActionResult> OnPostAsync([FromForm] string? to)
    {
        if (to is not (On or Off))
        {
            return Redirect(PersonLinks.Status(Person));
        }

        return (await switchPerson.RunAsync(Actor, Person.Number, to == On, Now)).Refusal is { } refusal ? Closed(refusal)
            : Redirect(PersonLinks.Of(Person, to == On ? PersonLinks.SwitchedOn : PersonLinks.SwitchedOff));
    }
}
