namespace Guichet.Web.Access;

/// <summary>What a merchant's session holds beside the actor. The session's authentication writes these claims, pages read them here.</summary>
public static class MerchantSession
{
    /// <summary>Claim: id of the point that a signatory chose in this session.</summary>
    public const string ChosenPointClaim = "chosen-point";

    /// <summary>Claim: the key of the session, as the browser's cookie holds it. Never rendered, never logged.</summary>
    public const string KeyClaim = "session-key";

    public static long? ChosenPointId(this HttpContext context) =>
        long.TryParse(Claim(context, ChosenPointClaim), System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : null;

    public static string? MerchantSessionKey(this HttpContext context) => Claim(context, KeyClaim);

    private static string? Claim(HttpContext context, string type) =>
        context.User.Identities.SingleOrDefault(identity => identity.AuthenticationType == Schemes.Merchant)?.FindFirst(type)?.Value;
}
