using Guichet.App.Merchants;

namespace Guichet.Web.Merchant.Points;

/// <summary>Addresses about the agreement's points and the requests for more.</summary>
public static class PointLinks
{
    public const string List = "/compte/points";
    public const string Ask = $"{List}/demande";

    /// <summary>After something was done, the list says it.</summary>
    public const string DoneName = "fait";

    public const string Asked = "demande", Renamed = "enregistre", Closed = "ferme", Withdrawn = "retire";
    public static readonly IReadOnlyList<string> Done = [Asked, Renamed, Closed, Withdrawn];

    public static string Of(PointOfSale point) => $"{List}/{point.ShopId}";
    public static string Closing(PointOfSale point) => $"{Of(point)}/fermeture";
    public static string Withdrawal(long request) => FormattableString.Invariant($"{Ask}/{request}/retrait");
    public static string After(string done) => $"{List}?{DoneName}={done}";
}
