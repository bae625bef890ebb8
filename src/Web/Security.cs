namespace Guichet.Web;

/// <summary>What every answer says to the browser: load nothing from elsewhere, run nothing inline, frame nothing, keep private pages to yourself.</summary>
public static class Security
{
    private const string Policy = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.TryAdd("Content-Security-Policy", Policy);
            headers.XContentTypeOptions = "nosniff";
            headers.TryAdd("Referrer-Policy", "no-referrer");
            headers.TryAdd("Permissions-Policy", "camera=(self), microphone=(), geolocation=(), payment=()");
            headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
            // Static files say themselves how long they keep; everything else may be somebody's.
            if (headers.CacheControl.Count == 0)
            {
                headers.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        });
        return next();
    });
}
