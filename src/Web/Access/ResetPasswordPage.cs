using Guichet.App.Access;
using Guichet.Domain;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Guichet.Web.Access;

/// <summary>The page of the mailed link, of either side. Opening it uses nothing up: mail scanners open links too.</summary>
[AllowAnonymous, SignInPage, EnableRateLimiting(AccessWeb.FormLimit)]
public abstract class ResetPasswordPage(ResetPassword reset, AccessCookies cookies, Sentences sentences, TimeProvider clock) : PageModel
{
    /// <summary>Tells the sign-in page what has just been done.</summary>
    public const string DoneQuery = "mot-de-passe=change";

    public abstract AccountArea Area { get; }
    public FieldErrors Errors { get; } = new();
    public bool IsUsable { get; private set; } = true;

    [FromRoute(Name = "token")]
    public string? Token { get; set; }

    public async Task<IActionResult> OnGetAsync() => Answer((await reset.CheckAsync(Area, Token, clock.GetUtcNow())).Refusal);

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "password")] string? password, [FromForm(Name = "password_again")] string? again)
    {
        if (!(await reset.RunAsync(Area, Token, password, again, cookies.DeviceKey(HttpContext, Area), clock.GetUtcNow())).TryGet(out var done, out var refusal))
        {
            return Answer(refusal);
        }

        cookies.SetDevice(HttpContext, Area, done.DeviceKey);
        return LocalRedirect($"{ReturnAddress.SignIn(Area)}?{DoneQuery}");
    }

    private PageResult Answer(Refusal? refusal)
    {
        if (refusal is not null)
        {
            Response.StatusCode = Errors.AddAll([refusal], sentences);
            IsUsable = refusal.Code != RefusalCode.LinkUnusable;
        }

        return Page();
    }
}
