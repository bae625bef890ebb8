using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Guichet.Fixtures.Push;

/// <summary>A browser's side of a subscription (RFC 8291): its address at the service, its key pair and its secret.</summary>
public sealed class PushBrowser : IDisposable
{
    readonly ECDiffieHellman key;
    readonly byte[] secret;

    public PushBrowser(Uri endpoint)
        : this(endpoint, ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256), RandomNumberGenerator.GetBytes(16)) { }

    /// <summary>With keys that are given, as the RFC's example has them.</summary>
    public PushBrowser(Uri endpoint, ECDiffieHellman key, byte[] secret) => (Endpoint, this.key, this.secret) = (endpoint, key, secret);

    public Uri Endpoint { get; }
    public string P256dh => Base64Url.EncodeToString(Point(key));
    public string Auth => Base64Url.EncodeToString(secret);

    public byte[] Decrypt(ReadOnlySpan<byte> body) => EncryptedContentReader.Decode(body, sender =>
    {
        using var other = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = sender[1..33], Y = sender[33..] } });
        var shared = HMACSHA256.HashData(secret, key.DeriveRawSecretAgreement(other.PublicKey));
        return HMACSHA256.HashData(shared, (byte[])[.. Encoding.ASCII.GetBytes("WebPush: info"), 0, .. Point(key), .. sender, 1]);
    });

    public void Dispose() => key.Dispose();

    static byte[] Point(ECDiffieHellman key)
    {
        var q = key.ExportParameters(includePrivateParameters: false).Q;
        return [4, .. q.X!, .. q.Y!];
    }
}
