using System.Net;
using System.Net.Sockets;

namespace Guichet.App.Push.Protocol;

/// <summary>
/// Which network addresses a name that somebody else chose may lead to: those of the public Internet, nothing of our own networks (I-45). By the registries of
/// special-purpose addresses (RFC 6890 and its successors); what is not plainly public is refused.
/// </summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // Documentation, and the tunnels and translations that carry an IPv4 address inside.
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    /// <summary>Of IPv6 only this has been given to anybody on the Internet.</summary>
    private static readonly IPNetwork GlobalIPv6 = IPNetwork.Parse("2000::/3");

    public static bool Is(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Special.Any(network => network.Contains(plain)) && (plain.AddressFamily == AddressFamily.InterNetwork || GlobalIPv6.Contains(plain));
    }
}
