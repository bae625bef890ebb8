using Guichet.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Guichet.Web.Customer.Leaving;

/// <summary>After the end: nobody is signed in any more, and the page says the same to everybody who opens it.</summary>
[AllowAnonymous, SignInPage]
public sealed class CompteFermeModel : PageModel
{
    public const string Address = "/app/compte-ferme";

    public void OnGet() { }
}
