using Guichet.App.Access;
using Guichet.Web.Ui;

namespace Guichet.Web.Access;

/// <summary>Where a sign-in leads back to: a path of this site and of this side of it, whatever was typed into the query (I-36).</summary>
public static class ReturnAddress
{
    public const string Parameter = "retour";

    /// <summary>Enough to see through «%252f%252f»; anything still changing then is somebody's trick.</summary>
    private const int Decodings = 4;

    private static readonly string[] SignInPages = ["/connexion", "/deconnexion", "/activation", "/app/activation", "/mot-de-passe", "/app/connexion", "/app/deconnexion", "/app/code", "/app/mot-de-passe",
        "/console/connexion", "/console/deconnexion", "/console/code", "/console/second-facteur", "/console/mot-de-passe"];

    public static string Home(AccountArea area) => area == AccountArea.Merchant ? "/encaissement" : area.Root();

    public static string SignIn(AccountArea area) => $"{area.Root()}/connexion";

    /// <summary>The second half of signing in.</summary>
    public static string Code(AccountArea area) => area == AccountArea.Merchant ? "/connexion/code" : $"{area.Root()}/code";

    public static string Forgotten(AccountArea area) => $"{area.Root()}/mot-de-passe-oublie";

    /// <summary>A page on the way in, which remembers where the way leads.</summary>
    public static string With(string page, AccountArea area, string? asked) =>
        For(area, asked) is var back && back == Home(area) ? page : $"{page}?{Parameter}={Uri.EscapeDataString(back)}";

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
        var side = IsUnder(path, AccountArea.Customer) ? AccountArea.Customer : IsUnder(path, AccountArea.Operator) ? AccountArea.Operator : AccountArea.Merchant;
        return side == area && !SignInPages.Any(page => path.StartsWith(page, StringComparison.OrdinalIgnoreCase))
            && !path.Split('/').Contains("..");
    }

    private static bool IsUnder(string path, AccountArea area) => path == area.Root() || path.StartsWith($"{area.Root()}/", StringComparison.OrdinalIgnoreCase);

    private static string PathOf(string address) => address.Split('?', '#')[0];
}
