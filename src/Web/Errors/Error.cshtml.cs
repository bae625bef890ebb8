using Guichet.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Guichet.Web.Errors;

/// <summary>One page for every status that has no page of its own. It says what happened, what it means for the money, and where to go.</summary>
[IgnoreAntiforgeryToken]
[AllowAnonymous]
public sealed class ErrorModel : PageModel
{
    private static readonly int[] Known = [400, 403, 404, 405, 413, 429, 503];

    public int Text { get; private set; } = 500;

    /// <summary>The side on which it happened keeps its look and its way home.</summary>
    public bool IsApp { get; private set; }

    /// <summary>The right that was missing; null when that is not what happened.</summary>
    public Permission? Missing { get; private set; }

    /// <summary>After a fault of ours nothing is certain, not even the navigation: the plainest page.</summary>
    public bool IsPlain => Text is 500 or 503;

    public string HomeAddress => IsApp ? "/app" : "/";

    /// <summary>Before any handler, for a failed request may have any method.</summary>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var original = HttpContext.Features.Get<IStatusCodeReExecuteFeature>();
        var failed = HttpContext.Features.Get<IExceptionHandlerPathFeature>();
        // Asked for by its own address, it is a page that does not exist.
        var code = failed is not null ? 500 : original is null ? 404 : RouteData.Values["status"] is string text && int.TryParse(text, out var status) ? status : 500;
        Text = Known.Contains(code) ? code : code is >= 400 and < 500 ? 400 : 500;
        Missing = code == StatusCodes.Status403Forbidden ? original?.Endpoint?.Metadata.GetMetadata<NeedsAttribute>()?.Permission : null;
        Response.StatusCode = code;
        IsApp = new PathString(original?.OriginalPath ?? failed?.Path ?? "/").StartsWithSegments("/app", StringComparison.Ordinal);
    }

    public void OnGet()
    {
    }
}
