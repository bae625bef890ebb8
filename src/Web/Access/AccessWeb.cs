using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Guichet.App.Access;
using Guichet.App.Console;
using Guichet.App.Demonstration;
using Guichet.App.Merchants;
using Guichet.Web.Customer;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;

namespace Guichet.Web.Access;

/// <summary>Sign-in as the host sets it up: schemes, policies (denied by default), antiforgery, network addresses, a bound on sign-in forms.</summary>
public static class AccessWeb
{
    /// <summary>For the forms that make the server hash or mail: far above what a busy till sends, far below what a flood does.</summary>
    public const string FormLimit = "sign-in-forms";

    /// <summary>Addresses or networks («10.0.0.0/8»), separated by commas, of proxies whose forwarded address and scheme are believed; nobody's by default.</summary>
    public const string ProxiesSetting = "GUICHET_TRUSTED_PROXIES";

    private const string BySide = "BySide";
    private const int FormBurst = 200;
    private const int FormsPerSecond = 20;

    /// <summary>For the addresses that hold the token of a request: far above what the phones behind one address scan, far below what guessing needs (I-39).</summary>
    public const string RequestLinkLimit = "request-links";

    private const int LinkBurst = 240;
    private const int LinksPerSecond = 4;

    /// <summary>With the use cases of access, merchants and the demonstration's data.</summary>
    public static IServiceCollection AddGuichetAccess(this IServiceCollection services, Settings settings, IConfiguration configuration)
    {
        var cookies = new AccessCookies(settings);
        services.AddAccess(new AccessSettings { KeysFolder = settings.Keys, Demonstration = settings.IsDemonstration, PublicUrl = settings.Url }).AddMerchants().AddConsole().AddDemonstration();
        services.AddSingleton(cookies);
        services.AddAuthentication(BySide)
            .AddPolicyScheme(BySide, null, options => options.ForwardDefaultSelector = context =>
                context.Request.Path.StartsWithSegments("/app", StringComparison.OrdinalIgnoreCase) ? Schemes.Customer
                : context.Request.Path.StartsWithSegments("/console", StringComparison.OrdinalIgnoreCase) ? Schemes.Operator
                : Schemes.Merchant)
            .AddScheme<AuthenticationSchemeOptions, SessionHandler>(Schemes.Merchant, null)
            .AddScheme<AuthenticationSchemeOptions, SessionHandler>(Schemes.Customer, null)
            .AddScheme<AuthenticationSchemeOptions, SessionHandler>(Schemes.Operator, null);
        NeedsAttribute.AddPolicies(services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(IsNoEndpoint).Build()));
        services.AddAntiforgery(options =>
        {
            options.FormFieldName = "_token";
            options.Cookie = cookies.Antiforgery;
            options.SuppressXFrameOptionsHeader = true; // the policy of every page says it (frame-ancestors)
        });
        services.AddRateLimiter(LimitForms);
        services.Configure<ForwardedHeadersOptions>(options => Trust(options, configuration[ProxiesSetting]));
        return services;
    }

    /// <summary>Before everything that looks at the address or scheme of a request.</summary>
    public static IApplicationBuilder UseTrustedProxies(this IApplicationBuilder app) => app.UseForwardedHeaders();

    /// <summary>After routing.</summary>
    public static IApplicationBuilder UseGuichetAccess(this IApplicationBuilder app) => app.UseAuthentication().UseAuthorization().UseRateLimiter();

    /// <summary>A page or endpoint that says nothing about who may use it is closed; an address that leads nowhere is plainly not found.</summary>
    private static bool IsNoEndpoint(AuthorizationHandlerContext context) => context.Resource is HttpContext http && http.GetEndpoint() is null;

    private static void LimitForms(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = SayWhenAsync;
        options.AddPolicy(RequestLinkLimit, context => (string?)context.GetRouteValue("door") == RequestAddress.LinkDoor
            ? RateLimitPartition.GetTokenBucketLimiter(Network(context.Connection.RemoteIpAddress), _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = LinkBurst,
                TokensPerPeriod = LinksPerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            })
            : RateLimitPartition.GetNoLimiter(""));
        options.AddPolicy(FormLimit, context => HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetTokenBucketLimiter(Network(context.Connection.RemoteIpAddress), _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = FormBurst,
                TokensPerPeriod = FormsPerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            })
            : RateLimitPartition.GetNoLimiter(""));
    }

    /// <summary>In whole seconds, at least one.</summary>
    private static ValueTask SayWhenAsync(OnRejectedContext rejected, CancellationToken aborted)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var known) ? known : TimeSpan.Zero;
        rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }

    /// <summary>An IPv6 customer owns a /64.</summary>
    private static string Network(IPAddress? address) => address is null ? ""
        : address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString()
        : address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
        : address.ToString();

    private static void Trust(ForwardedHeadersOptions options, string? proxies)
    {
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        options.ForwardedHeaders = ForwardedHeaders.None;
        foreach (var text in (proxies ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            if (System.Net.IPNetwork.TryParse(text, out var network))
            {
                options.KnownIPNetworks.Add(network);
            }
            else if (IPAddress.TryParse(text, out var address))
            {
                options.KnownProxies.Add(address);
            }
            else
            {
                throw new InvalidOperationException($"{ProxiesSetting} has «{text}»: give addresses or networks like 10.0.0.0/8, separated by commas.");
            }
        }
    }
}
