using Guichet.App.Merchants;

namespace Guichet.Web.Merchant.Profile;

/// <summary>Addresses of «Mes données mises en ligne».</summary>
public static class ProfileLinks
{
    public const string List = "/mes-donnees";

    /// <summary>After something was done, the page says it.</summary>
    public const string DoneName = "fait";

    public const string Saved = "enregistre", Photo = "photo", NoPhoto = "sans-photo";

    public static string Of(PointOfSale point) => $"{List}/{point.ShopId}";
    public static string PhotoOf(PointOfSale point) => $"{Of(point)}/photo";

    /// <param name="version">Of the picture: another one has another address.</param>
    public static string PictureOf(PointOfSale point, string version) => $"{PhotoOf(point)}/fichier?v={version}";

    public static string After(PointOfSale point, string done) => $"{Of(point)}?{DoneName}={done}";
}
