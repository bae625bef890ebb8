using System.Text.Encodings.Web;
using Guichet.App.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Guichet.Web.Access;

/// <summary>A request that a page makes by itself (events, refresh of a part): it neither keeps a session alive nor is it sent to the sign-in page.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class BackgroundRequestAttribute : Attribute
{
    /// <summary>The same of a page that renews itself by asking for its own address.</summary>
    public const string Header = "X-Guichet-Live";
}

/// <summary>A page on which one signs in: nobody is signed in on it, so that its form stays valid when it is sent twice.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SignInPageAttribute : Attribute;

/// <summary>From a cookie's key to who it is, by the sessions on the server. Nothing is believed that the cookie says: it says nothing.</summary>
internal sealed class SessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Sessions sessions, AccessCookies cookies, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private AccountArea Area => Schemes.AreaOf(Scheme.Name);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Has<SignInPageAttribute>() || cookies.SessionKey(Context, Area) is not { } key)
        {
            return AuthenticateResult.NoResult();
        }

        var session = await sessions.FindAsync(key, Area, touch: !IsBackground, clock.GetUtcNow());
        return session is null ? AuthenticateResult.NoResult() : AuthenticateResult.Success(new AuthenticationTicket(SignedIn.Principal(session), Scheme.Name));
    }

    /// <summary>To the sign-in page, and back afterwards. A form that was sent without a session comes back to its page.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (IsBackground)
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        var page = Area == AccountArea.Customer && cookies.DeviceKey(Context, Area) is not null ? "/app/code" : ReturnAddress.SignIn(Area);
        var query = HttpMethods.IsGet(Request.Method) ? Request.QueryString.Value : "";
        Response.Redirect(ReturnAddress.With(page, Area, $"{Request.PathBase}{Request.Path}{query}"));
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private bool IsBackground => Has<BackgroundRequestAttribute>() || Request.Headers.ContainsKey(BackgroundRequestAttribute.Header);

    private bool Has<T>() where T : Attribute => Context.GetEndpoint()?.Metadata.GetMetadata<T>() is not null;
}
