using Guichet.App.Access;
using Guichet.Domain;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Guichet.Web.Customer.Protection;

/// <summary>A page of «Mon compte» on which a customer changes how one gets in, or what becomes of the wallet.</summary>
[Needs(Permission.ManageOwnWallet), EnableRateLimiting(AccessWeb.FormLimit)]
public abstract class OwnWalletPage(AccessCookies cookies, Sentences sentences, TimeProvider clock) : PageModel
{
    public const string Room = "/app/compte";

    public FieldErrors Errors { get; } = new();
    public CustomerActor Actor => field ??= HttpContext.Customer();

    protected Sentences Sentences => sentences;
    protected CustomerAccess Own => OwnOf(HttpContext, cookies);
    protected DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Of whoever is signed in, for other pages of the app too.</summary>
    internal static CustomerAccess OwnOf(HttpContext context, AccessCookies cookies) =>
        new(context.Customer(), cookies.SessionKey(context, AccountArea.Customer), cookies.DeviceKey(context, AccountArea.Customer), SignedIn.Place(context));

    /// <summary>This phone's new keys.</summary>
    protected void Keep(OpenedSession session) => cookies.Set(HttpContext, AccountArea.Customer, session);

    /// <summary>Nobody is signed in here any more, and the phone is a stranger's.</summary>
    protected LocalRedirectResult Leave(string to)
    {
        cookies.ClearSession(HttpContext, AccountArea.Customer);
        cookies.ClearDevice(HttpContext);
        return LocalRedirect(to);
    }

    /// <summary>The form again; the sign-in page once the phone's last try is used up.</summary>
    protected IActionResult Refuse(Refusal refusal)
    {
        if (refusal is { Code: RefusalCode.WrongCode, Arguments: [0] })
        {
            return Leave($"{ReturnAddress.SignIn(AccountArea.Customer)}?{ConnexionModel.CodesQuery}=0");
        }

        Response.StatusCode = Errors.AddAll([refusal], sentences);
        return Page();
    }

    /// <summary>Back to «Mon compte», which says what was done.</summary>
    protected LocalRedirectResult Done(string what) => LocalRedirect($"{Room}?{AccountModel.DoneParameter}={what}");
}
