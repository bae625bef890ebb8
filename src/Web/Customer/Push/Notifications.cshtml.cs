using System.Globalization;
using Guichet.App.Access;
using Guichet.App.Push;
using Guichet.App.Push.Sending;
using Guichet.Domain;
using Guichet.Web.Access;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Customer.Push;

/// <summary>The forms of the notifications: on, off, a trial. They live on other pages, which they lead back to.</summary>
public sealed class NotificationsModel(PushSubscriptions pushes, SendTestPush trial, AccessCookies cookies, TimeProvider clock) : CustomerPage
{
    public const string Path = "/app/notifications";

    /// <summary>In the address of the page that is led back to: what came of it, the name of a refusal or one of these.</summary>
    public const string Outcome = "notifications";

    public const string On = "on", Off = "off", Trial = "trial";

    private static readonly string[] Pages = ["/app", "/app/compte"];

    public IActionResult OnGet() => Redirect("/app/compte");

    public async Task<IActionResult> OnPostAsync(string? what, string? back, string? endpoint, string? p256dh, string? auth)
    {
        var (device, now) = (cookies.DeviceKey(HttpContext, AccountArea.Customer), clock.GetUtcNow());
        Refusal? refusal = null;
        switch (what)
        {
            case On:
                refusal = await pushes.AddAsync(Actor, device, new PushForm(endpoint, p256dh, auth), CultureInfo.CurrentUICulture.Name, now);
                break;
            case Trial:
                refusal = await trial.RunAsync(Actor, device, now, HttpContext.RequestAborted);
                break;
            case Off:
                await pushes.RemoveAsync(Actor, device);
                break;
            default:
                return BadRequest();
        }

        // 303: the browser comes back with a GET.
        Response.Headers.Location = $"{(Pages.Contains(back) ? back : Pages[^1])}?{Outcome}={refusal?.Name ?? what}";
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
