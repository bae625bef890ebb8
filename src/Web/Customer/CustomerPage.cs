using Guichet.App.Access;
using Guichet.Web.Access;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Guichet.Web.Customer;

/// <summary>A page of a signed-in customer.</summary>
[Needs(Permission.Pay)]
public abstract class CustomerPage : PageModel
{
    public CustomerActor Actor => field ??= HttpContext.Customer();
}
