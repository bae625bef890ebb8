namespace Guichet.Web.Customer;

/// <summary>The cookie of a device on which a customer's password was once given.</summary>
public static class CustomerDevice
{
    /// <summary>With the prefix that ties it to this host wherever the site is on HTTPS.</summary>
    public static string CookieName(Settings settings) => settings.IsHttps ? "__Host-guichet-device" : "guichet-device";

    /// <summary>Null on a device that nobody knows.</summary>
    public static string? DeviceKey(this HttpContext context) =>
        context.Request.Cookies[CookieName(context.RequestServices.GetRequiredService<Settings>())];
}
