using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Guichet.Fixtures.Push;

/// <summary>What a push service reads from «Authorization: vapid t=…, k=…» (RFC 8292), once the signature is right.</summary>
public sealed record VapidCheck(string Audience, DateTimeOffset Until, string? Contact, string PublicKey)
{
    /// <exception cref="CryptographicException">It is none, or its signature is wrong.</exception>
    public static VapidCheck Of(string authorization)
    {
        var parts = authorization["vapid ".Length..].Split(',', StringSplitOptions.TrimEntries).ToDictionary(p => p[..1], p => p[2..]);
        if (!authorization.StartsWith("vapid ", StringComparison.Ordinal) || parts["t"].Split('.') is not [var header, var claims, var signature]) throw new CryptographicException("No VAPID token");
        using var head = JsonDocument.Parse(Base64Url.DecodeFromChars(header));
        if (head.RootElement.GetProperty("alg").GetString() != "ES256") throw new CryptographicException("Not ES256");
        var point = Base64Url.DecodeFromChars(parts["k"]);
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = point[1..33], Y = point[33..] } });
        if (!key.VerifyData(Encoding.ASCII.GetBytes($"{header}.{claims}"), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation))
            throw new CryptographicException("The signature is wrong");
        using var said = JsonDocument.Parse(Base64Url.DecodeFromChars(claims));
        var root = said.RootElement;
        return new(root.GetProperty("aud").GetString()!, DateTimeOffset.FromUnixTimeSeconds(root.GetProperty("exp").GetInt64()), root.TryGetProperty("sub", out var sub) ? sub.GetString() : null, parts["k"]);
    }
}
