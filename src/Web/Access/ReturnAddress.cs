using Guichet.App.Access;
using Guichet.Web.Ui;

namespace Guichet.Web.Access;

/// <summary>Where a sign-in leads back to: a path of this site and of this side of it, whatever was typed into the query (I-36).</summary>
public static class ReturnAddress
{
    public const string Parameter = "retour";

    /// <summary>Enough to see through «%252f%252f»; anything still changing then is somebody's trick.</summary>
    private const int Decodings = 4;

    private static readonly string[] SignInPages = ["/connexion", "/deconnexion", "/mot-de-passe", "/app/connexion", "/app/deconnexion", "/app/code", "/app/mot-de-passe"];

    public static string Home(AccountArea area) => area == AccountArea.Merchant ? "/encaissement" : "/app";

    public static string For(AccountArea area, string? asked) => asked is not null && LocalAddress.IsLocal(asked) && IsUsable(asked) && IsOf(area, asked) ? asked : Home(area);

    private static bool IsUsable(string address)
    {
        for (var i = 0; i < Decodings; i++)
        {
            if (!LocalAddress.IsPath(address) || address.Contains('\\', StringComparison.Ordinal) || PathOf(address).Contains("//", StringComparison.Ordinal))
            {
                return false;
            }

            var decoded = Uri.UnescapeDataString(address);
            if (decoded == address)
            {
                return true;
            }

            address = decoded;
        }

        return false;
    }

    private static bool IsOf(AccountArea area, string address)
    {
        var path = PathOf(address);
        var isApp = path == "/app" || path.StartsWith("/app/", StringComparison.OrdinalIgnoreCase);
        return isApp == (area == AccountArea.Customer) && !SignInPages.Any(page => path.StartsWith(page, StringComparison.OrdinalIgnoreCase))
            && !path.Split('/').Contains("..");
    }

    private static string PathOf(string address) => address.Split('?', '#')[0];
}
