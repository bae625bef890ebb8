using Guichet.App.Access;
using Guichet.Domain;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Guichet.Web.Merchant.Protection;

/// <summary>A page of one's own access in «Mon compte».</summary>
public abstract class OwnAccessPage(AccessCookies cookies, Sentences sentences, TimeProvider clock) : MerchantPage
{
    public const string Room = "/compte/acces";

    public FieldErrors Errors { get; } = new();

    protected Sentences Sentences => sentences;
    protected MerchantAccess Own => new(Actor, cookies.SessionKey(HttpContext, AccountArea.Merchant), cookies.DeviceKey(HttpContext, AccountArea.Merchant), SignedIn.Place(HttpContext));
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The wall clock on purpose: a telephone knows nothing of the practice clock.</summary>
    protected static DateTimeOffset CodesAt => TimeProvider.System.GetUtcNow();

    /// <summary>This browser's new key.</summary>
    protected void Keep(OpenedSession session) => cookies.Set(HttpContext, AccountArea.Merchant, session);

    protected void Leave() => cookies.ClearSession(HttpContext, AccountArea.Merchant);

    protected PageResult Refuse(Refusal refusal)
    {
        Response.StatusCode = Errors.AddAll([refusal], sentences);
        return Page();
    }

    /// <summary>Back to the overview, which says what was done.</summary>
    protected IActionResult Done(string what) => LocalRedirect($"{Room}?{SecuriteModel.DoneParameter}={what}");
}
