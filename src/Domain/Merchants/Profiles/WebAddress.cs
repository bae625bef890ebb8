using System.Net;

namespace Guichet.Domain.Merchants.Profiles;

/// <summary>A merchant's web site, as customers are led to it: https alone, to a name that has a dot, without a name or password in it.</summary>
public static class WebAddress
{
    public const int MaxLength = 200;

    private const string Scheme = "https://";

    /// <summary>«www.example.org» is taken as https. Refuses web_address_invalid.</summary>
    /// <returns>As the browser sends it: a foreign host in its ASCII form, so that it cannot look like another.</returns>
    public static Result<string> Parse(string? typed)
    {
        var text = typed?.Trim() ?? "";
        var whole = text.Contains("://", StringComparison.Ordinal) ? text : Scheme + text;
        return text.Length is > 0 and <= MaxLength && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '\\' or '"' or '<' or '>')
            && Uri.TryCreate(whole, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && address.UserInfo.Length == 0 && address.IsDefaultPort
            && IsPublicName(address) && AsAscii(address) is { Length: <= MaxLength } shown ? shown : RefusalCode.WebAddressInvalid;
    }

    /// <summary>«www.example.org/tarifs», to be read.</summary>
    public static string Shown(string address) => address[Scheme.Length..].TrimEnd('/');

    private static bool IsPublicName(Uri address) =>
        address.HostNameType == UriHostNameType.Dns && address.IdnHost.Contains('.', StringComparison.Ordinal) && !address.IdnHost.EndsWith('.') && !IPAddress.TryParse(address.IdnHost, out _);

    private static string AsAscii(Uri address) => $"{Scheme}{address.IdnHost}{address.GetComponents(UriComponents.PathAndQuery, UriFormat.UriEscaped)}";
}
