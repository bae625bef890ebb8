using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using Guichet.Domain;

namespace Guichet.App.Push.Protocol;

/// <summary>Where a browser takes messages, and the keys that only it can open them with (RFC 8291: «p256dh» and «auth»).</summary>
/// <param name="PublicKey">A point of P-256, uncompressed.</param>
internal sealed record PushTarget(Uri Endpoint, byte[] PublicKey, byte[] Secret)
{
    public const int MaxEndpoint = 1_000;
    public const int SecretBytes = 16;

    /// <summary>Two coordinates of 32 bytes after the mark of an uncompressed point.</summary>
    public const int PointBytes = 65;

    private const byte Uncompressed = 4;

    /// <summary>
    /// From what a browser says of its subscription. Refuses push_invalid: an address that is no push service's (only https, a name and no address, the usual
    /// port), a point that is not on the curve, a secret of another length. Where the name leads is looked at when a message is sent.
    /// </summary>
    /// <param name="loopback">The demonstration's setting: http://localhost and http://127.0.0.1 are services too.</param>
    public static Result<PushTarget> Parse(string? endpoint, string? p256dh, string? auth, bool loopback)
    {
        if (endpoint is not { Length: > 0 and <= MaxEndpoint } || !Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.UserInfo.Length > 0
            || !(IsService(address) || (loopback && address.IsLoopback && address.Scheme == Uri.UriSchemeHttp))
            || Bytes(p256dh, PointBytes) is not { } point || !IsOnCurve(point) || Bytes(auth, SecretBytes) is not { } secret)
        {
            return RefusalCode.PushInvalid;
        }

        return new PushTarget(address, point, secret);
    }

    private static bool IsService(Uri address) => address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && address.HostNameType == UriHostNameType.Dns
        && address.IdnHost.Contains('.', StringComparison.Ordinal) && !IPAddress.TryParse(address.IdnHost, out _);

    private static byte[]? Bytes(string? text, int length)
    {
        try
        {
            return text is { Length: <= 128 } && Base64Url.DecodeFromChars(text.TrimEnd('=')) is var bytes && bytes.Length == length ? bytes : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static bool IsOnCurve(byte[] point)
    {
        if (point[0] != Uncompressed)
        {
            return false;
        }

        try
        {
            using var key = ECDiffieHellman.Create(Parameters(point));
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    internal static ECParameters Parameters(byte[] point) =>
        new() { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..PointBytes] } };

    internal static byte[] Point(ECParameters key) => [Uncompressed, .. key.Q.X!, .. key.Q.Y!];
}
