using Guichet.App.Merchants.Joining;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Guichet.Web.Merchant.Joining;

/// <summary>The application was sent: what to do now, and the letter once more. The same for every key, whatever is behind it.</summary>
[AllowAnonymous, SignInPage, EnableRateLimiting(AccessWeb.FormLimit)]
public sealed class SentModel(SendConfirmationAgain again, Sentences sentences, TimeProvider clock) : PageModel
{
    public FieldErrors Errors { get; } = new();
    public bool IsSentAgain { get; private set; }

    public async Task<IActionResult> OnPostAsync(string sent)
    {
        if (await again.RunAsync(sent, SignedIn.Address(HttpContext), clock.GetUtcNow()) is { } refusal)
        {
            Response.StatusCode = Errors.AddAll([refusal], sentences);
        }

        IsSentAgain = !Errors.Any;
        return Page();
    }
}
