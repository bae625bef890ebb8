using System.Security.Cryptography;

namespace Guichet.App.Push.Protocol;

/// <summary>Encrypts a message for one browser (RFC 8291): the push service that carries it reads nothing of it.</summary>
internal static class MessageEncryption
{
    /// <summary>What fits into one record of the smallest size that every service takes, beside the header (86), the mark (1) and the tag (16).</summary>
    public const int MaxBytes = EncryptedContent.RecordSize - 86 - 1 - 16;

    /// <summary>Lengths are rounded up to this, so that a service cannot guess amount and merchant from them.</summary>
    private const int Step = 256;

    private const int KeyBytes = 32;

    public static byte[] Encrypt(ReadOnlySpan<byte> message, PushTarget target)
    {
        using var sender = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256); // of this message alone
        ArgumentOutOfRangeException.ThrowIfGreaterThan(message.Length, MaxBytes);
        var padded = Math.Min(MaxBytes, (message.Length + Step - 1) / Step * Step);
        return Encrypt(message, target, sender, RandomNumberGenerator.GetBytes(EncryptedContent.SaltBytes), padded - message.Length);
    }

    /// <summary>With the sender's key and the salt given, as the RFC's example does.</summary>
    internal static byte[] Encrypt(ReadOnlySpan<byte> message, PushTarget target, ECDiffieHellman sender, byte[] salt, int padding)
    {
        using var browser = ECDiffieHellman.Create(PushTarget.Parameters(target.PublicKey));
        var senderPoint = PushTarget.Point(sender.ExportParameters(includePrivateParameters: false));
        byte[] info = [.. "WebPush: info"u8, 0, .. target.PublicKey, .. senderPoint];
        var shared = sender.DeriveRawSecretAgreement(browser.PublicKey);
        var keyingMaterial = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, KeyBytes, target.Secret, info);
        return EncryptedContent.Encode(message, keyingMaterial, salt, senderPoint, padding);
    }
}
