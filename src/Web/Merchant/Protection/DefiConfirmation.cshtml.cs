using Guichet.App.Access;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Guichet.Web.Merchant.Protection;

/// <summary>The question for a passkey once more, of who is signed in.</summary>
[Needs(Permission.ManageOwnAccess), EnableRateLimiting(AccessWeb.FormLimit)]
public sealed class DefiConfirmationModel(AskPasskey ask, AccessCookies cookies, Sentences sentences, TimeProvider clock) : OwnAccessPage(cookies, sentences, clock)
{
    public const string Address = "/compte/acces/defi";

    public IActionResult OnGet()
    {
        Response.Headers.Allow = HttpMethods.Post;
        return StatusCode(StatusCodes.Status405MethodNotAllowed);
    }

    public async Task<IActionResult> OnPostAsync() =>
        (await ask.ToProveAsync(Own, Now)).TryGet(out var question, out var refusal) ? PasskeyForm.Question(question) : PasskeyForm.Refused(refusal, Sentences);
}
