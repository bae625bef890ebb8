using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Guichet.Web.Errors;

/// <summary>One page for every status that has no page of its own. It says what happened, what it means for the money, and where to go.</summary>
[IgnoreAntiforgeryToken]
[Microsoft.AspNetCore.Authorization.AllowAnonymous]
public sealed class ErrorModel : PageModel
{
    private static readonly int[] Known = [400, 403, 404, 405, 413, 429, 503];

    public int Text { get; private set; } = 500;
    public string HomeAddress { get; private set; } = "/";

    public void OnGet(int? status) => Show(status);

    public void OnPost(int? status) => Show(status);

    private void Show(int? status)
    {
        var original = HttpContext.Features.Get<IStatusCodeReExecuteFeature>();
        var failed = HttpContext.Features.Get<IExceptionHandlerPathFeature>();
        // Asked for by its own address, it is a page that does not exist.
        var code = failed is not null ? 500 : original is null ? 404 : status ?? 500;
        Text = Known.Contains(code) ? code : code is >= 400 and < 500 ? 400 : 500;
        Response.StatusCode = code;
        HomeAddress = (original?.OriginalPath ?? failed?.Path ?? "").StartsWith("/app", StringComparison.Ordinal) ? "/app" : "/";
    }
}
