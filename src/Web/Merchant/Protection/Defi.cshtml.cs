using Guichet.App.Access;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Guichet.Web.Merchant.Protection;

/// <summary>The question for a passkey at the sign-in: of whoever gave the right password, or of anybody.</summary>
[AllowAnonymous, SignInPage, EnableRateLimiting(AccessWeb.FormLimit)]
public sealed class DefiModel(AskPasskey ask, AccessCookies cookies, TimeProvider clock) : PageModel
{
    public const string Address = "/connexion/defi";

    public IActionResult OnGet()
    {
        Response.Headers.Allow = HttpMethods.Post;
        return StatusCode(StatusCodes.Status405MethodNotAllowed);
    }

    public async Task<IActionResult> OnPostAsync() =>
        PasskeyForm.Question(await ask.ToSignInAsync(new HalfSignIn(AccountArea.Merchant, cookies.SessionKey(HttpContext, AccountArea.Merchant)), clock.GetUtcNow()));
}
