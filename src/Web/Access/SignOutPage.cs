using Guichet.App.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Guichet.Web.Access;

/// <summary>Signs this browser out of one side, on the server. Also for a session that has ended meanwhile.</summary>
[AllowAnonymous]
public abstract class SignOutPage(Sessions sessions, AccessCookies cookies) : PageModel
{
    public abstract AccountArea Area { get; }

    /// <summary>Where one is afterwards.</summary>
    protected abstract string Afterwards { get; }

    /// <summary>Nothing changes by looking at an address.</summary>
    public IActionResult OnGet()
    {
        Response.Headers.Allow = HttpMethods.Post;
        return StatusCode(StatusCodes.Status405MethodNotAllowed);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await sessions.CloseAsync(cookies.SessionKey(HttpContext, Area));
        cookies.ClearSession(HttpContext, Area);
        return LocalRedirect(Afterwards);
    }
}
