using Guichet.App.Access;
using Guichet.Domain;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Guichet.Web.Merchant.Protection;

/// <summary>The link that proves a new e-mail address. Opening it uses nothing up: mail scanners open links too.</summary>
[AllowAnonymous, SignInPage, EnableRateLimiting(AccessWeb.FormLimit)]
public sealed class NouvelEmailModel(ConfirmNewEmail confirm, Sentences sentences, TimeProvider clock) : PageModel
{
    public FieldErrors Errors { get; } = new();

    [FromRoute(Name = "token")]
    public string? Token { get; set; }

    /// <summary>The new address; null for a link that is no good.</summary>
    public string? Email { get; private set; }

    public bool IsDone { get; private set; }

    public async Task<IActionResult> OnGetAsync() => Answer(await confirm.CheckAsync(Token, clock.GetUtcNow()));

    public async Task<IActionResult> OnPostAsync()
    {
        var result = await confirm.RunAsync(Token, clock.GetUtcNow());
        IsDone = result.Refusal is null;
        return Answer(result);
    }

    private PageResult Answer(Result<string> result)
    {
        if (result.TryGet(out var email, out var refusal))
        {
            Email = email;
        }
        else
        {
            Response.StatusCode = Errors.AddAll([refusal], sentences);
        }

        return Page();
    }
}
