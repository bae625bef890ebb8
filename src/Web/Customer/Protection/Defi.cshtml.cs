using Guichet.App.Access;
using Guichet.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Guichet.Web.Customer.Protection;

/// <summary>The question for a passkey that opens the app, of anybody: the passkey tells who it is.</summary>
[AllowAnonymous, SignInPage, EnableRateLimiting(AccessWeb.FormLimit)]
public sealed class DefiModel(AskPasskey ask, TimeProvider clock) : PageModel
{
    public const string Address = "/app/connexion/defi";

    public IActionResult OnGet()
    {
        Response.Headers.Allow = HttpMethods.Post;
        return StatusCode(StatusCodes.Status405MethodNotAllowed);
    }

    public async Task<IActionResult> OnPostAsync() => PasskeyForm.Question(await ask.ToSignInAsync(new HalfSignIn(AccountArea.Customer, null), clock.GetUtcNow()));
}
