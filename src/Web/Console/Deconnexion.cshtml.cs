using Guichet.App.Access;
using Guichet.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Guichet.Web.Console;

/// <summary>Signs this browser out, on the server. Also for a session that has ended meanwhile.</summary>
[AllowAnonymous]
public sealed class DeconnexionModel(Sessions sessions, AccessCookies cookies) : PageModel
{
    /// <summary>Nothing changes by looking at an address.</summary>
    public IActionResult OnGet()
    {
        Response.Headers.Allow = HttpMethods.Post;
        return StatusCode(StatusCodes.Status405MethodNotAllowed);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await sessions.CloseAsync(cookies.SessionKey(HttpContext, AccountArea.Operator));
        cookies.ClearSession(HttpContext, AccountArea.Operator);
        return LocalRedirect("/console/connexion");
    }
}
