using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Guichet.Web.Demo;

/// <summary>A page that exists in the demonstration only: anyone reads it there, nobody elsewhere.</summary>
[AllowAnonymous]
public abstract class DemoPage : PageModel
{
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!context.HttpContext.RequestServices.GetRequiredService<Settings>().IsDemonstration)
        {
            context.Result = new NotFoundResult();
        }
    }
}
