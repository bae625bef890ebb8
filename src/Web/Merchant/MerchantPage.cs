using Guichet.App.Access;
using Guichet.Web.Access;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Guichet.Web.Merchant;

/// <summary>A page of a signed-in merchant. Each says which right it needs (<see cref="NeedsAttribute"/>): without it a page is closed.</summary>
public abstract class MerchantPage : PageModel
{
    public MerchantActor Actor => field ??= HttpContext.Merchant();
}
