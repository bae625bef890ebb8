using Guichet.App.Access;
using Guichet.App.Push;
using Guichet.Web.Access;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Customer.Push;

/// <summary>
/// What the service worker asks by itself when the browser changed its subscription: nobody may be signed in then, so the known device's own key, in its cookie,
/// says whose it is. Only what a device has already can be changed so.
/// </summary>
public static class PushEndpoints
{
    private const int MaxBody = 4_096;

    public static void MapPush(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/app/notifications/cle", (PushSubscriptions pushes) => Results.Text(pushes.Key)).AllowAnonymous();
        routes.MapPost("/app/notifications/renouveler", RenewAsync).AllowAnonymous().RequireRateLimiting(AccessWeb.FormLimit).WithMetadata(new RequestSizeLimitAttribute(MaxBody));
    }

    private static async Task<IResult> RenewAsync(Renewed renewed, HttpContext context, PushSubscriptions pushes, AccessCookies cookies, TimeProvider clock) =>
        await pushes.RenewAsync(cookies.DeviceKey(context, AccountArea.Customer), new PushForm(renewed.Endpoint, renewed.Keys?.P256dh, renewed.Keys?.Auth), clock.GetUtcNow()) is { } refusal
            ? Results.StatusCode(refusal.HttpStatus) : Results.NoContent();

    /// <summary>«PushSubscription.toJSON()».</summary>
    internal sealed record Renewed(string? Endpoint, RenewedKeys? Keys);

    internal sealed record RenewedKeys(string? P256dh, string? Auth);
}
