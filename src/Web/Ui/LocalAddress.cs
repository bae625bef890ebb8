namespace Guichet.Web.Ui;

/// <summary>Addresses to go back to are paths of this site, whatever was typed into the query (I-36).</summary>
public static class LocalAddress
{
    public static bool IsLocal(string? address) =>
        address is ['/', ..] && (address.Length == 1 || (address[1] != '/' && address[1] != '\\')) && !address.Any(char.IsControl) && address.Length <= 2_000;

    public static string OrHome(string? address) => IsLocal(address) ? address! : "/";
}
