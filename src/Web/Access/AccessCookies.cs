using Guichet.App.Access;

namespace Guichet.Web.Access;

/// <summary>
/// The cookies that let somebody in: a session and a known browser per side. Over HTTPS they carry `__Host-`: no other site, subdomain or
/// plain connection can set or read them. Plain names exist in the demonstration without HTTPS only, where browsers would not keep the others.
/// </summary>
public sealed class AccessCookies(Settings settings)
{
    /// <summary>The longest that browsers keep a cookie.</summary>
    private static readonly TimeSpan DeviceAge = TimeSpan.FromDays(400);

    private bool IsSecure => settings.IsHttps || !settings.IsDemonstration;

    public string NameOf(AccountArea area) => Name(PlainNameOf(area));

    /// <summary>Of the token that every form carries.</summary>
    internal CookieBuilder Antiforgery =>
        new MarkedCookie(IsSecure) { Name = Name("guichet-form"), HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true };

    /// <summary>The key of the browser's session on one side; what it opens is another question.</summary>
    public string? SessionKey(HttpContext context, AccountArea area) => context.Request.Cookies[NameOf(area)];

    /// <summary>The key of the browser, for signing in and for a customer's code.</summary>
    public string? DeviceKey(HttpContext context, AccountArea area) => context.Request.Cookies[DeviceNameOf(area)];

    public void Set(HttpContext context, AccountArea area, OpenedSession opened)
    {
        context.Response.Cookies.Append(NameOf(area), opened.SessionKey, Options(null));
        if (opened.DeviceKey is { } key)
        {
            SetDevice(context, area, key);
        }
    }

    public void SetDevice(HttpContext context, AccountArea area, string key) => context.Response.Cookies.Append(DeviceNameOf(area), key, Options(DeviceAge));

    public void ClearSession(HttpContext context, AccountArea area) => context.Response.Cookies.Delete(NameOf(area), Options(null));

    public void ClearDevice(HttpContext context) => context.Response.Cookies.Delete(DeviceNameOf(AccountArea.Customer), Options(null));

    private string DeviceNameOf(AccountArea area) => Name(area == AccountArea.Customer ? "guichet-device" : $"{PlainNameOf(area)}-device");

    private static string PlainNameOf(AccountArea area) => area switch
    {
        AccountArea.Merchant => "guichet-pro",
        AccountArea.Customer => "guichet-app",
        _ => "guichet-console",
    };

    private string Name(string plain) => IsSecure ? $"__Host-{plain}" : plain;

    private CookieOptions Options(TimeSpan? age) => new()
    {
        HttpOnly = true,
        Secure = IsSecure,
        SameSite = SameSiteMode.Lax, // a customer who follows the link of a letter or a QR code stays signed in
        Path = "/",
        MaxAge = age,
        IsEssential = true,
    };

    /// <summary>Secure by the public address. The framework's own «always» breaks every page behind a proxy whose header is not trusted yet.</summary>
    private sealed class MarkedCookie(bool isSecure) : CookieBuilder
    {
        public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
        {
            var options = base.Build(context, expiresFrom);
            options.Secure = isSecure;
            return options;
        }
    }
}
