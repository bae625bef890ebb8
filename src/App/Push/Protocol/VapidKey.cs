using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Guichet.App.Access;

namespace Guichet.App.Push.Protocol;

/// <summary>
/// The installation's own key towards push services (RFC 8292): a subscription is bound to it, so that nobody else can send to our customers' phones. Derived
/// from «secret.key», which is not in the database; whoever replaces that makes every subscription useless (pages then subscribe anew).
/// </summary>
internal sealed class VapidKey : IDisposable
{
    /// <summary>Below the RFC's 24 hours: clocks differ.</summary>
    public static readonly TimeSpan TokenLife = TimeSpan.FromHours(12);

    private const int MaxOrigins = 64;
    private const int ScalarBytes = 32;

    private readonly ECDsa _key;
    private readonly string _contact;
    private readonly ConcurrentDictionary<string, (string Token, DateTimeOffset From)> _tokens = new(StringComparer.Ordinal);

    /// <param name="contact">«mailto:…» or «https://…»: whom a service asks when messages harm it.</param>
    public VapidKey(AppSecrets secrets, string contact)
        : this(Derive(secrets), contact)
    {
    }

    internal VapidKey(ECDsa key, string contact)
    {
        (_key, _contact) = (key, contact);
        PublicKey = Base64Url.EncodeToString(PushTarget.Point(key.ExportParameters(includePrivateParameters: false)));
    }

    /// <summary>As browsers ask for it («applicationServerKey»): the point, base64url.</summary>
    public string PublicKey { get; }

    /// <summary>The value of «Authorization», for a service's origin. A token serves half of its life, so that a burst is not signed message by message.</summary>
    public string Authorization(Uri endpoint, DateTimeOffset now)
    {
        var origin = endpoint.GetLeftPart(UriPartial.Authority);
        if (!_tokens.TryGetValue(origin, out var kept) || now < kept.From || now - kept.From > TokenLife / 2)
        {
            if (_tokens.Count >= MaxOrigins)
            {
                _tokens.Clear();
            }

            _tokens[origin] = kept = (Token(origin, now), now);
        }

        return $"vapid t={kept.Token}, k={PublicKey}";
    }

    public void Dispose() => _key.Dispose();

    private string Token(string origin, DateTimeOffset now)
    {
        var header = Base64Url.EncodeToString("""{"typ":"JWT","alg":"ES256"}"""u8);
        var claims = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new { aud = origin, exp = (now + TokenLife).ToUnixTimeSeconds(), sub = _contact }));
        var signature = _key.SignData(Encoding.ASCII.GetBytes($"{header}.{claims}"), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"{header}.{claims}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>All but 2^-32 of the numbers of 32 bytes are private keys of P-256: the first that is one.</summary>
    private static ECDsa Derive(AppSecrets secrets)
    {
        for (var attempt = 1; ; attempt++)
        {
            var scalar = secrets.Derive($"web-push-{attempt}")[..ScalarBytes];
            try
            {
                return ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar });
            }
            catch (CryptographicException) when (attempt < 4)
            {
                // Not below the curve's order: the next one.
            }
        }
    }
}
