using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Guichet.Web.Ui;

/// <summary>Addresses to go back to are paths of this site, whatever was typed into the query (I-36).</summary>
public static class LocalAddress
{
    /// <summary>Also fit to stand in a header, where other letters come encoded: a redirect to them would fail.</summary>
    public static bool IsLocal(string? address) => IsPath(address) && Ascii.IsValid(address);

    internal static bool IsPath([NotNullWhen(true)] string? address) =>
        address is ['/', ..] && (address.Length == 1 || (address[1] != '/' && address[1] != '\\')) && !address.Any(char.IsControl) && address.Length <= 2_000;

    public static string OrHome(string? address) => IsLocal(address) ? address! : "/";
}
