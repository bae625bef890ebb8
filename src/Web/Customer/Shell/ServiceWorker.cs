namespace Guichet.Web.Customer;

/// <summary>The app's service worker: at an address of its own, so that its scope is the app; kept by no cache, so that a release is felt at once.</summary>
public static class ServiceWorker
{
    public const string Address = "/app/service-worker.js";

    private const string Script = """importScripts("/js/worker/push.js");""";

    public static void MapServiceWorker(this IEndpointRouteBuilder routes) => routes.MapGet(Address, (HttpContext context) =>
    {
        context.Response.Headers["Service-Worker-Allowed"] = "/app";
        return Results.Text(Script, "text/javascript; charset=utf-8");
    }).AllowAnonymous();
}
