using Guichet.App.Merchants.Joining;
using Guichet.Domain;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Guichet.Web.Merchant.Joining;

/// <summary>The page of the mailed link. Opening it confirms nothing: mail scanners open links too.</summary>
[AllowAnonymous, SignInPage, EnableRateLimiting(AccessWeb.FormLimit)]
public sealed class ConfirmModel(ConfirmApplication confirm, SendConfirmationAgain again, Sentences sentences, TimeProvider clock) : PageModel
{
    public const string Again = "again";

    public FieldErrors Errors { get; } = new();

    /// <summary>Null when the link leads nowhere any more.</summary>
    public bool? IsConfirmed { get; private set; }

    public bool IsSentAgain { get; private set; }

    public async Task<IActionResult> OnGetAsync(string confirmation) => Answer(await confirm.CheckAsync(confirmation, clock.GetUtcNow()));

    public async Task<IActionResult> OnPostAsync(string confirmation)
    {
        if (!Request.Form.ContainsKey(Again))
        {
            return Answer(await confirm.RunAsync(confirmation, clock.GetUtcNow()));
        }

        if (await again.RunAsync(confirmation, SignedIn.Address(HttpContext), clock.GetUtcNow()) is { } refusal)
        {
            Response.StatusCode = Errors.AddAll([refusal], sentences);
        }

        IsSentAgain = !Errors.Any;
        return Page();
    }

    private PageResult Answer(Result<bool> answer)
    {
        if (answer.TryGet(out var isConfirmed, out var refusal))
        {
            IsConfirmed = isConfirmed;
        }
        else
        {
            Response.StatusCode = refusal.HttpStatus;
        }

        return Page();
    }
}
