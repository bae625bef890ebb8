using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Guichet.App.Access;

/// <summary>A random key that a browser or a letter holds (session, device, one-time link): 256 bits, of which only the hash is stored.</summary>
internal static class AccessKey
{
    private const int Characters = 43;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256 in hex; null for what cannot be a key.</summary>
    public static string? Hash(string? key) => key is { Length: Characters } ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))) : null;
}
