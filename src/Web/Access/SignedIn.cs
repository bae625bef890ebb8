using System.Globalization;
using System.Security.Claims;
using Guichet.App.Access;

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
    private const string PointOfSaleId = "point";
    private const string ChosenPointId = "chosen-point";
    private const string CustomerId = "customer";

    /// <exception cref="InvalidOperationException">The page does not ask for a merchant's sign-in.</exception>
    public static MerchantActor Merchant(this HttpContext context)
    {
        var user = Identity(context, Schemes.Merchant);
        return new MerchantActor(Number(user, AccountId)!.Value, Number(user, AgreementId)!.Value, Number(user, PointOfSaleId), user.Name!, Address(context));
    }

    /// <summary>The point that a signatory chose in this session (MerchantPoints.ChooseAsync); null before, and for a point account.</summary>
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
        AccountArea.Merchant => Principal(Schemes.Merchant, session.Name, (AccountId, session.AccountId), (AgreementId, session.AgreementId), (PointOfSaleId, session.PointOfSaleId),
            (ChosenPointId, session.ChosenPointId)),
        AccountArea.Operator => Principal(Schemes.Operator, session.Name, (AccountId, session.AccountId)),
        _ => Principal(Schemes.Customer, session.Name, (AccountId, session.AccountId), (CustomerId, session.CustomerId)),
    };

    internal static long AccountOf(ClaimsPrincipal user) => long.Parse(user.FindFirst(AccountId)!.Value, CultureInfo.InvariantCulture);

    internal static string? Address(HttpContext context) => context.Connection.RemoteIpAddress?.ToString();

    private static ClaimsPrincipal Principal(string scheme, string name, params (string Type, long? Value)[] claims) =>
        new(new ClaimsIdentity(
            [new Claim(ClaimTypes.Name, name), .. claims.Where(c => c.Value is not null).Select(c => new Claim(c.Type, c.Value!.Value.ToString(CultureInfo.InvariantCulture)))], scheme));

    private static ClaimsIdentity Identity(HttpContext context, string scheme) =>
        context.User.Identities.SingleOrDefault(identity => identity.AuthenticationType == scheme && identity.IsAuthenticated)
        ?? throw new InvalidOperationException($"Nobody is signed in by {scheme}.");

    private static long? Number(ClaimsIdentity user, string type) =>
        user.FindFirst(type)?.Value is { } value ? long.Parse(value, CultureInfo.InvariantCulture) : null;
}
