using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Guichet.App.Push.Protocol;

/// <summary>The content coding «aes128gcm» (RFC 8188): a header with salt, record size and key id, then one record of AES-128-GCM. A push message has one record only (RFC 8291, 4).</summary>
internal static class EncryptedContent
{
    public const int SaltBytes = 16;

    /// <summary>Of a record; what every push service must take (RFC 8030, 7.2: 4 096 bytes).</summary>
    public const int RecordSize = 4096;

    private const int KeyBytes = 16, NonceBytes = 12, TagBytes = 16;
    private const byte LastRecord = 2;

    private static readonly byte[] KeyInfo = [.. "Content-Encoding: aes128gcm"u8, 0], NonceInfo = [.. "Content-Encoding: nonce"u8, 0];

    /// <param name="keyId">At most 255 bytes.</param>
    /// <param name="padding">Zeros after the content, which hide its length.</param>
    public static byte[] Encode(ReadOnlySpan<byte> content, byte[] keyingMaterial, byte[] salt, ReadOnlySpan<byte> keyId, int padding = 0, int recordSize = RecordSize)
    {
        var header = SaltBytes + sizeof(uint) + 1 + keyId.Length;
        var plain = content.Length + 1 + padding;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plain + TagBytes, recordSize);
        var coded = new byte[header + plain + TagBytes];
        salt.CopyTo(coded, 0);
        BinaryPrimitives.WriteUInt32BigEndian(coded.AsSpan(SaltBytes), (uint)recordSize);
        coded[SaltBytes + sizeof(uint)] = checked((byte)keyId.Length);
        keyId.CopyTo(coded.AsSpan(header - keyId.Length));

        var record = new byte[plain];
        content.CopyTo(record);
        record[content.Length] = LastRecord;
        using var cipher = new AesGcm(Derived(keyingMaterial, salt, KeyInfo, KeyBytes), TagBytes);
        // The first record's number is 0, which leaves the nonce as it was derived.
        cipher.Encrypt(Derived(keyingMaterial, salt, NonceInfo, NonceBytes), record, coded.AsSpan(header, plain), coded.AsSpan(header + plain));
        return coded;
    }

    private static byte[] Derived(byte[] keyingMaterial, byte[] salt, byte[] info, int length) => HKDF.DeriveKey(HashAlgorithmName.SHA256, keyingMaterial, length, salt, info);
}
