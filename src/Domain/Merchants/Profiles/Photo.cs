using System.Buffers.Binary;

namespace Guichet.Domain.Merchants.Profiles;

/// <summary>What a published photo may be. Stored: never renumber.</summary>
public enum PhotoType
{
    Jpeg = 1,
    Png = 2,
    WebP = 3,
}

/// <summary>A photo by what is in it, whatever its name and the browser say. Its size in points bounds what it costs a phone to unfold it.</summary>
public sealed record Photo(PhotoType Type, int Width, int Height)
{
    public const int MaxMegabytes = 2;
    public const int MaxBytes = MaxMegabytes * 1024 * 1024;

    /// <summary>Longest side in points: above any camera phone's usual picture, far below a bomb.</summary>
    public const int MaxSide = 6_000;

    private const int RiffHead = 12;

    public static string ContentType(PhotoType type) => type switch { PhotoType.Jpeg => "image/jpeg", PhotoType.Png => "image/png", _ => "image/webp" };

    /// <summary>Refuses photo_too_large (megabytes) and photo_invalid: neither JPEG, PNG nor WebP, damaged, or of too many points (longest side).</summary>
    public static Result<Photo> Read(ReadOnlySpan<byte> content)
    {
        if (content.Length > MaxBytes)
        {
            return new Refusal(RefusalCode.PhotoTooLarge, MaxMegabytes);
        }

        var photo = DocumentTypes.Of(content) switch
        {
            DocumentType.Jpeg => Jpeg(content),
            DocumentType.Png => new Photo(PhotoType.Png, BinaryPrimitives.ReadInt32BigEndian(content[16..]), BinaryPrimitives.ReadInt32BigEndian(content[20..])),
            null => WebP(content),
            _ => null,
        };
        return photo is { Width: > 0 and <= MaxSide, Height: > 0 and <= MaxSide } ? photo : new Refusal(RefusalCode.PhotoInvalid, MaxSide);
    }

    /// <summary>Of a whole one: its segments follow each other to the one that holds the size.</summary>
    private static Photo? Jpeg(ReadOnlySpan<byte> content)
    {
        for (var at = 2; at + 9 <= content.Length;)
        {
            var marker = content[at + 1];
            if (marker == 0xFF)
            {
                at++; // fill bytes
                continue;
            }

            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return new Photo(PhotoType.Jpeg, BinaryPrimitives.ReadUInt16BigEndian(content[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(content[(at + 5)..]));
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(content[(at + 2)..]);
        }

        return null;
    }

    /// <summary>RIFF says how long it is, and its first part how large the picture is: lossy, lossless or extended.</summary>
    private static Photo? WebP(ReadOnlySpan<byte> content)
    {
        if (content.Length < RiffHead + 18 || !content.StartsWith("RIFF"u8) || !content[8..].StartsWith("WEBP"u8) || BinaryPrimitives.ReadUInt32LittleEndian(content[4..]) != content.Length - 8)
        {
            return null;
        }

        var part = content[(RiffHead + 8)..];
        return content.Slice(RiffHead, 4) switch
        {
            var name when name.SequenceEqual("VP8 "u8) && part[3..].StartsWith([(byte)0x9D, (byte)0x01, (byte)0x2A]) =>
                new Photo(PhotoType.WebP, BinaryPrimitives.ReadUInt16LittleEndian(part[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(part[8..]) & 0x3FFF),
            var name when name.SequenceEqual("VP8L"u8) && part[0] == 0x2F => Lossless(BinaryPrimitives.ReadUInt32LittleEndian(part[1..])),
            var name when name.SequenceEqual("VP8X"u8) => new Photo(PhotoType.WebP, 1 + Int24(part[4..]), 1 + Int24(part[7..])),
            _ => null,
        };
    }

    private static Photo Lossless(uint bits) => new(PhotoType.WebP, 1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF));

    private static int Int24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
