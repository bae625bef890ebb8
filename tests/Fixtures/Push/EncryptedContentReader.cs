using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Guichet.Fixtures.Push;

/// <summary>Opens the content coding «aes128gcm» (RFC 8188), of any number of records: what a browser does. Written from the RFC, apart from the product's own.</summary>
public static class EncryptedContentReader
{
    const int TagBytes = 16;

    /// <param name="keyingMaterial">For the key id that stands in the header.</param>
    public static byte[] Decode(ReadOnlySpan<byte> coded, Func<byte[], byte[]> keyingMaterial)
    {
        var salt = coded[..16].ToArray();
        var recordSize = (int)BinaryPrimitives.ReadUInt32BigEndian(coded[16..]);
        var keyId = coded.Slice(21, coded[20]).ToArray();
        var records = coded[(21 + keyId.Length)..];
        var random = HMACSHA256.HashData(salt, keyingMaterial(keyId)); // HKDF-Extract
        var key = Expand(random, "Content-Encoding: aes128gcm", 16);
        var nonce = Expand(random, "Content-Encoding: nonce", 12);
        using AesGcm cipher = new(key, TagBytes);
        List<byte> content = [];
        for (long number = 0; ; number++)
        {
            var record = records[..Math.Min(recordSize, records.Length)];
            records = records[record.Length..];
            var counted = nonce.ToArray();
            for (var i = 0; i < 8; i++) counted[11 - i] ^= (byte)(number >> (8 * i));
            var plain = new byte[record.Length - TagBytes];
            cipher.Decrypt(counted, record[..^TagBytes], record[^TagBytes..], plain);
            var mark = Array.FindLastIndex(plain, b => b != 0);
            var isLast = records.IsEmpty;
            if (mark < 0 || plain[mark] != (isLast ? 2 : 1)) throw new CryptographicException("A record does not end as it must");
            content.AddRange(plain[..mark]);
            if (isLast) return [.. content];
        }
    }

    /// <summary>HKDF-Expand of one block; infos of RFC 8188 end with a zero.</summary>
    internal static byte[] Expand(byte[] key, string info, int length) => HMACSHA256.HashData(key, (byte[])[.. Encoding.ASCII.GetBytes(info), 0, 1])[..length];
}
