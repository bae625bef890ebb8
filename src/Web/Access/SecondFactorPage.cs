using System.Globalization;
using Guichet.App.Access;
using Guichet.App.Letters;
using Guichet.Domain;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Guichet.Web.Access;

/// <summary>A page between the password and the signed-in pages. Nobody is signed in on it: what it may do hangs on the half session alone.</summary>
[AllowAnonymous, SignInPage, EnableRateLimiting(AccessWeb.FormLimit)]
public abstract class SecondFactorPage(Sessions sessions, AccessCookies cookies, ReaderLanguage language, Sentences sentences, TimeProvider clock) : PageModel
{
    /// <summary>Tells the sign-in page that the password has to be given again.</summary>
    public const string EndedQuery = "second-facteur=termine";

    public abstract AccountArea Area { get; }
    public FieldErrors Errors { get; } = new();

    [BindProperty(Name = ReturnAddress.Parameter, SupportsGet = true)]
    public string? ReturnTo { get; set; }

    public string BackAddress => ReturnAddress.For(Area, ReturnTo);

    protected HalfSignIn Half => new(Area, cookies.SessionKey(HttpContext, Area), cookies.DeviceKey(HttpContext, Area)) { Place = SignedIn.Place(HttpContext) };
    protected DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The wall clock on purpose: a telephone knows nothing of the practice clock.</summary>
    protected static DateTimeOffset CodesAt => TimeProvider.System.GetUtcNow();

    /// <summary>
    /// There is no half session (any more): on to the signed-in pages for who came back by «Back» or a reload, else to the password. The cookie stays: what it
    /// held is dead, or belongs to the same form sent twice, of which the first was right.
    /// </summary>
    protected async Task<IActionResult> LeaveAsync() =>
        await sessions.FindAsync(cookies.SessionKey(HttpContext, Area), Area, touch: false, Now) is not null ? LocalRedirect(BackAddress)
        : LocalRedirect($"{ReturnAddress.SignIn(Area)}?{EndedQuery}");

    protected IActionResult ToStep(string page) => LocalRedirect(ReturnAddress.With($"{Area.Root()}/{page}", Area, ReturnTo));

    protected async Task EnterAsync(OpenedSession opened)
    {
        cookies.Set(HttpContext, Area, opened);
        await language.RememberAsync(opened.AccountId, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
    }

    /// <summary>The form again, or the sign-in page when no try is left.</summary>
    protected async Task<IActionResult> RefuseAsync(Refusal refusal)
    {
        if (refusal is { Code: RefusalCode.WrongCode, Arguments: [0] })
        {
            return await LeaveAsync();
        }

        Response.StatusCode = Errors.AddAll([refusal], sentences);
        return Page();
    }
}
