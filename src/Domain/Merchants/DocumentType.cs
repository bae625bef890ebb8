namespace Guichet.Domain.Merchants;

/// <summary>What a document may be. Stored: never renumber.</summary>
public enum DocumentType
{
    Pdf = 1,
    Jpeg = 2,
    Png = 3,
}

/// <summary>What a file is, by what is in it: its name and what the browser says of it are a stranger's words.</summary>
public static class DocumentTypes
{
    /// <summary>A PDF ends with its mark, after which writers leave a few bytes.</summary>
    private const int PdfEnd = 1_024;

    private static ReadOnlySpan<byte> PdfStart => "%PDF-"u8;
    private static ReadOnlySpan<byte> PdfMark => "%%EOF"u8;
    private static ReadOnlySpan<byte> PngStart => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
    private static ReadOnlySpan<byte> PngEnd => "IEND"u8;

    public static string ContentType(this DocumentType type) => type switch { DocumentType.Pdf => "application/pdf", DocumentType.Jpeg => "image/jpeg", _ => "image/png" };

    public static string Extension(this DocumentType type) => type switch { DocumentType.Pdf => ".pdf", DocumentType.Jpeg => ".jpg", _ => ".png" };

    /// <summary>Null when it is none of them, or damaged: begun and not ended, or of parts that do not follow each other.</summary>
    public static DocumentType? Of(ReadOnlySpan<byte> content) =>
        content.StartsWith(PdfStart) ? IsWholePdf(content) ? DocumentType.Pdf : null
        : content.StartsWith(PngStart) ? IsWholePng(content) ? DocumentType.Png : null
        : content.Length > 2 && content[0] == 0xFF && content[1] == 0xD8 && IsWholeJpeg(content) ? DocumentType.Jpeg
        : null;

    private static bool IsWholePdf(ReadOnlySpan<byte> content) =>
        content[^Math.Min(PdfEnd, content.Length)..].IndexOf(PdfMark) >= 0 && content.IndexOf("obj"u8) > 0;

    /// <summary>Chunk after chunk to the last one: length, name, data, checksum.</summary>
    private static bool IsWholePng(ReadOnlySpan<byte> content)
    {
        var at = PngStart.Length;
        for (var isFirst = true; at + 12 <= content.Length; isFirst = false)
        {
            var length = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(content[at..]);
            var name = content.Slice(at + 4, 4);
            if (length > content.Length - at - 12 || (isFirst && !name.SequenceEqual("IHDR"u8)))
            {
                return false;
            }

            if (name.SequenceEqual(PngEnd))
            {
                return true;
            }

            at += 12 + (int)length;
        }

        return false;
    }

    /// <summary>Segment after segment to the picture itself, which has a size, and a mark at the end.</summary>
    private static bool IsWholeJpeg(ReadOnlySpan<byte> content)
    {
        var hasSize = false;
        for (var at = 2; at + 4 <= content.Length;)
        {
            if (content[at] != 0xFF)
            {
                return false;
            }

            var marker = content[at + 1];
            if (marker == 0xFF)
            {
                at++; // fill bytes
                continue;
            }

            var length = System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(content[(at + 2)..]);
            if (length < 2 || length > content.Length - at - 2)
            {
                return false;
            }

            // SOF0 to SOF15, without the tables DHT, JPG and DAC among them.
            hasSize |= marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
            if (marker == 0xDA)
            {
                return hasSize && content[(at + 2 + length)..].LastIndexOf([(byte)0xFF, (byte)0xD9]) >= 0;
            }

            at += 2 + length;
        }

        return false;
    }
}
