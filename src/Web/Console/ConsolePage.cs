using Guichet.App.Access;
using Guichet.Web.Access;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Guichet.Web.Console;

/// <summary>A room of the issuer's console: for operators who gave both their password and their second factor.</summary>
[Needs(Permission.UseConsole)]
public abstract class ConsolePage : PageModel
{
    public OperatorActor Actor => field ??= HttpContext.Operator();
}
