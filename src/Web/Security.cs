using Microsoft.AspNetCore.Diagnostics;

namespace Guichet.Web;

/// <summary>What every answer says to the browser: load nothing from elsewhere, run nothing inline, frame nothing, keep private pages to yourself.</summary>
public static class Security
{
    internal const string Policy = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Two years, as browsers' preload lists ask for.</summary>
    private const string HttpsOnly = "max-age=63072000; includeSubDomains";

    /// <summary>What browsers say of a request that was typed, opened from a bookmark, or made by a page of ours.</summary>
    private static readonly string[] OwnSites = ["same-origin", "none"];

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app)
    {
        var settings = app.ApplicationServices.GetRequiredService<Settings>();
        // A demonstration on a loopback address would lock the browser out of everything else that a developer serves there.
        var mayPromiseHttps = settings.IsHttps && !settings.IsDemonstration;
        return app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                SetHeaders(context.Response.Headers);
                if (mayPromiseHttps && context.Request.IsHttps)
                {
                    context.Response.Headers.StrictTransportSecurity = HttpsOnly;
                }

                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    /// <summary>Of whatever else somebody sends, a page would think that it is asked for itself: TRACE and OPTIONS among them.</summary>
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete];

    public static IApplicationBuilder UseKnownMethodsOnly(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (Methods.Contains(context.Request.Method))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = string.Join(", ", Methods);
        return Task.CompletedTask;
    });

    /// <summary>
    /// Forms of other sites are refused before anything looks at them; the antiforgery token is the second lock (I-35). After the pages of errors, so that the
    /// refusal has one.
    /// </summary>
    public static IApplicationBuilder UseOwnFormsOnly(this IApplicationBuilder app)
    {
        var own = app.ApplicationServices.GetRequiredService<Settings>().Url.GetLeftPart(UriPartial.Authority);
        return app.Use((context, next) =>
        {
            if (IsHarmless(context) || IsOwn(context.Request, own))
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        });
    }

    /// <summary>What changes nothing by its method, and the page of an error that happened to such a form.</summary>
    private static bool IsHarmless(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
        || context.Features.Get<IStatusCodeReExecuteFeature>() is not null;

    /// <summary>
    /// By Sec-Fetch-Site, which no page can forge. Where it is missing (an old browser, a plain address, a program) by Origin: ours, or «null», which is what our own
    /// pages send because they tell nobody where they are (Referrer-Policy), or none; the token decides then.
    /// </summary>
    private static bool IsOwn(HttpRequest request, string own)
    {
        if (request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site)
        {
            return site.Count == 1 && OwnSites.Contains(site[0]);
        }

        return request.Headers.Origin is not { Count: > 0 } origin
            || (origin.Count == 1 && (origin[0] == "null" || origin[0] == own || origin[0] == $"{request.Scheme}://{request.Host}"));
    }

    private static void SetHeaders(IHeaderDictionary headers)
    {
        headers.TryAdd("Content-Security-Policy", Policy);
        headers.XContentTypeOptions = "nosniff";
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers.TryAdd("Permissions-Policy", "camera=(self), microphone=(), geolocation=(), payment=()");
        headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
        headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
        // Static files say themselves how long they keep; everything else may be somebody's.
        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "no-store";
        }
    }
}
