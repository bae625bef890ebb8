using Guichet.Web.Access;

namespace Guichet.Web.Customer;

/// <summary>The cookie of a device on which a customer's password was once given.</summary>
public static class CustomerDevice
{
    /// <summary>Null on a device that nobody knows.</summary>
    public static string? DeviceKey(this HttpContext context) => context.RequestServices.GetRequiredService<AccessCookies>().DeviceKey(context);
}
