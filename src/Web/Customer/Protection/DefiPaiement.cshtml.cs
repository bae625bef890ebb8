using Guichet.App.Access;
using Guichet.App.Payments;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Guichet.Web.Customer.Protection;

/// <summary>The question for a passkey that approves one payment: bound to the ticket of the confirmation page.</summary>
[EnableRateLimiting(AccessWeb.FormLimit)]
public sealed class DefiPaiementModel(ApprovalPasskey passkeys, AccessCookies cookies, Sentences sentences, TimeProvider clock) : CustomerPage
{
    public const string Address = "/app/paiement/defi";

    public IActionResult OnGet()
    {
        Response.Headers.Allow = HttpMethods.Post;
        return StatusCode(StatusCodes.Status405MethodNotAllowed);
    }

    public async Task<IActionResult> OnPostAsync(string? ticket) =>
        (await passkeys.AskAsync(OwnWalletPage.OwnOf(HttpContext, cookies), ticket, clock.GetUtcNow())).TryGet(out var question, out var refusal)
            ? PasskeyForm.Question(question) : PasskeyForm.Refused(refusal, sentences);
}
