using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Guichet.App.Payments;

/// <summary>
/// Tokens of request links and QR codes: derived from a key that is not in the database, so that a reload shows the same code while storage holds only
/// its hash. A new generation makes every earlier code of the payment useless (I-39).
/// </summary>
/// <param name="key">256 bits, of this purpose alone.</param>
public sealed class RequestLinks(byte[] key)
{
    private const int TokenBytes = 18; // 144 bits, 24 characters

    public string Token(long paymentId, int generation)
    {
        var subject = string.Create(CultureInfo.InvariantCulture, $"{paymentId}:{generation}");
        return Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(subject)).AsSpan(0, TokenBytes));
    }

    /// <summary>As stored. Any text may be asked for: what is no token has a hash that nothing has.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token.Length <= 64 ? token : "")));
}
