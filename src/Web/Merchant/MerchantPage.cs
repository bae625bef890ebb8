using Guichet.App.Access;
using Guichet.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Guichet.Web.Merchant;

/// <summary>A page of a signed-in merchant.</summary>
[Authorize(Policy = Schemes.Merchant)]
public abstract class MerchantPage : PageModel
{
    public MerchantActor Actor => field ??= HttpContext.Merchant();
}
