using System.Globalization;
using System.Security.Claims;
using Guichet.App.Access;
using Guichet.Domain;

namespace Guichet.Web.Access;

/// <summary>Names of the sign-ins of this site: a browser may hold all of them.</summary>
public static class Schemes
{
    public const string Merchant = "Merchant";
    public const string Customer = "Customer";
    public const string Operator = "Operator";

    internal static AccountArea AreaOf(string scheme) => scheme switch
    {
        Customer => AccountArea.Customer,
        Operator => AccountArea.Operator,
        _ => AccountArea.Merchant,
    };
}

/// <summary>Who is signed in, from the session to the actor that use cases ask for.</summary>
public static class SignedIn
{
    /// <summary>Also what a form's antiforgery token is bound to: the account alone, so that choosing a point leaves the forms of other tabs valid.</summary>
    private const string AccountId = ClaimTypes.NameIdentifier;

    private const string AgreementId = "agreement";
    private const string Points = "points";
    private const string AllPoints = "all";
    private const string RoleName = "role";
    private const string CaptureLimit = "capture-limit";
    private const string ChosenPointId = "chosen-point";
    private const string CustomerId = "customer";

    /// <exception cref="InvalidOperationException">The page does not ask for a merchant's sign-in.</exception>
    public static MerchantActor Merchant(this HttpContext context)
    {
        var user = Identity(context, Schemes.Merchant);
        return new MerchantActor(Number(user, AccountId)!.Value, Number(user, AgreementId)!.Value, PointsOf(user), user.Name!, Address(context))
        {
            Role = RoleOf(user)!.Value,
            CaptureLimit = Number(user, CaptureLimit) is { } cents ? new Money(cents) : null,
        };
    }

    /// <summary>The point that somebody with several chose in this session (MerchantPoints.ChooseAsync); null before, and for who has one.</summary>
    public static long? ChosenPoint(this HttpContext context) => Number(Identity(context, Schemes.Merchant), ChosenPointId);

    /// <exception cref="InvalidOperationException">The page does not ask for a customer's sign-in.</exception>
    public static CustomerActor Customer(this HttpContext context)
    {
        var user = Identity(context, Schemes.Customer);
        return new CustomerActor(Number(user, AccountId)!.Value, Number(user, CustomerId)!.Value, user.Name!, Address(context));
    }

    /// <exception cref="InvalidOperationException">The page does not ask for an operator's sign-in.</exception>
    public static OperatorActor Operator(this HttpContext context)
    {
        var user = Identity(context, Schemes.Operator);
        return new OperatorActor(Number(user, AccountId)!.Value, user.Name!, Address(context));
    }

    internal static ClaimsPrincipal Principal(SessionIdentity session) => session.Area switch
    {
        AccountArea.Merchant => Principal(Schemes.Merchant, session.Name, (AccountId, session.AccountId), (AgreementId, session.AgreementId), (RoleName, session.Role),
            (Points, session.Points is null ? AllPoints : string.Join(',', session.Points)), (CaptureLimit, session.CaptureLimit?.Cents), (ChosenPointId, session.ChosenPointId)),
        AccountArea.Operator => Principal(Schemes.Operator, session.Name, (AccountId, session.AccountId), (RoleName, session.Role)),
        _ => Principal(Schemes.Customer, session.Name, (AccountId, session.AccountId), (RoleName, session.Role), (CustomerId, session.CustomerId)),
    };

    /// <summary>Null when nobody is signed in on that side.</summary>
    internal static Role? RoleOf(ClaimsPrincipal user, string scheme) =>
        user.Identities.SingleOrDefault(identity => identity.AuthenticationType == scheme && identity.IsAuthenticated) is { } found ? RoleOf(found) : null;

    internal static long AccountOf(ClaimsPrincipal user) => long.Parse(user.FindFirst(AccountId)!.Value, CultureInfo.InvariantCulture);

    /// <summary>For the list of signed-in devices.</summary>
    internal static SessionPlace Place(HttpContext context) => new(Address(context), context.Request.Headers.UserAgent.ToString());

    internal static string? Address(HttpContext context) => context.Connection.RemoteIpAddress?.ToString();

    private static ClaimsPrincipal Principal(string scheme, string name, params (string Type, object? Value)[] claims) =>
        new(new ClaimsIdentity(
            [new Claim(ClaimTypes.Name, name), .. claims.Where(c => c.Value is not null).Select(c => new Claim(c.Type, Convert.ToString(c.Value, CultureInfo.InvariantCulture)!))], scheme));

    private static ClaimsIdentity Identity(HttpContext context, string scheme) =>
        context.User.Identities.SingleOrDefault(identity => identity.AuthenticationType == scheme && identity.IsAuthenticated)
        ?? throw new InvalidOperationException($"Nobody is signed in by {scheme}.");

    private static Role? RoleOf(ClaimsIdentity user) => Enum.TryParse<Role>(user.FindFirst(RoleName)?.Value, out var role) ? role : null;

    /// <summary>Null for all; a claim that is missing means none.</summary>
    private static IReadOnlyList<long>? PointsOf(ClaimsIdentity user) => user.FindFirst(Points)?.Value is var text && text == AllPoints ? null
        : [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => long.Parse(id, CultureInfo.InvariantCulture))];

    private static long? Number(ClaimsIdentity user, string type) =>
        user.FindFirst(type)?.Value is { } value ? long.Parse(value, CultureInfo.InvariantCulture) : null;
}
