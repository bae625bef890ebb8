using System.Net;
using System.Net.Sockets;

namespace Guichet.App.Access;

/// <summary>
/// How often a network address did something that only an attacker does often. A fixed table: memory stays flat under any number of addresses; two that
/// share a place share its count. An IPv6 customer owns a /64, which counts as one address.
/// </summary>
internal sealed class AddressTries(int limit, TimeSpan window)
{
    private const int Places = 1 << 16;
    private readonly (long Window, int Count)[] _places = new (long, int)[Places];
    private readonly Lock _lock = new();

    /// <summary>Counts one. Gives the minutes to wait when the limit was reached before (and counts nothing then), else null.</summary>
    public int? Take(string? address, DateTimeOffset now)
    {
        var current = now.UtcTicks / window.Ticks;
        lock (_lock)
        {
            ref var place = ref _places[PlaceOf(address)];
            if (place.Window != current)
            {
                place = (current, 0);
            }

            if (place.Count >= limit)
            {
                return (int)Math.Max(1, Math.Ceiling(TimeSpan.FromTicks((current + 1) * window.Ticks - now.UtcTicks).TotalMinutes));
            }

            place.Count++;
            return null;
        }
    }

    /// <summary>It was rightly done: it does not count.</summary>
    public void GiveBack(string? address)
    {
        lock (_lock)
        {
            ref var place = ref _places[PlaceOf(address)];
            place.Count = Math.Max(0, place.Count - 1);
        }
    }

    private static int PlaceOf(string? address)
    {
        var key = IPAddress.TryParse(address, out var ip)
            ? ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4().ToString()
            : ip.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(ip.GetAddressBytes().AsSpan(0, 8))
            : ip.ToString()
            : "";
        return (int)((uint)string.GetHashCode(key, StringComparison.Ordinal) % Places);
    }
}
