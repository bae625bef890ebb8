using System.Buffers.Binary;
using System.Text;
using Guichet.Domain.Merchants.Profiles;

namespace Guichet.Domain.Tests.Merchants;

public class PhotoTests
{
    // One grey point each, as picture programs write it.
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");
    private static readonly byte[] Jpeg = Convert.FromHexString(
        "FFD8FFE000104A46494600010100000100010000FFDB004300" + string.Concat(Enumerable.Repeat("01", 64))
        + "FFC0000B080001000101011100FFC40014000100000000000000000000000000000000FFDA0008010100003F00D2FFD9");
    private static readonly byte[] Lossy = Convert.FromBase64String("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
    private static readonly byte[] Lossless = Convert.FromBase64String("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");

    [Fact]
    public void A_photo_is_what_is_in_it()
    {
        Photo.Read(Png).Value.ShouldBe(new Photo(PhotoType.Png, 1, 1));
        Photo.Read(Jpeg).Value.ShouldBe(new Photo(PhotoType.Jpeg, 1, 1));
        Photo.Read(Lossy).Value.ShouldBe(new Photo(PhotoType.WebP, 1, 1));
        Photo.Read(Lossless).Value.ShouldBe(new Photo(PhotoType.WebP, 1, 1));
        Photo.Read(Extended(800, 600)).Value.ShouldBe(new Photo(PhotoType.WebP, 800, 600));
    }

    [Fact]
    public void What_ends_early_or_lies_about_its_length_is_damaged()
    {
        foreach (var whole in (byte[][])[Jpeg, Lossy, Lossless])
        {
            for (var length = 0; length < whole.Length; length++)
            {
                Photo.Read(whole.AsSpan(0, length)).Refusal!.Code.ShouldBe(RefusalCode.PhotoInvalid, $"{length} of {whole.Length}");
            }
        }

        Photo.Read([.. Lossy, 0]).Refusal!.Code.ShouldBe(RefusalCode.PhotoInvalid);
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    [InlineData("<html><script>alert(1)</script>")]
    [InlineData("GIF89a")]
    [InlineData("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer <<>>\n%%EOF\n")]
    [InlineData("")]
    public void Anything_else_is_none(string content) => Photo.Read(Encoding.Latin1.GetBytes(content)).Refusal.ShouldBe(new Refusal(RefusalCode.PhotoInvalid, Photo.MaxSide));

    [Theory]
    [InlineData(6_000, 6_000, true)]
    [InlineData(6_001, 1, false)]
    [InlineData(1, 6_001, false)]
    [InlineData(0, 1, false)]
    [InlineData(-1, 1, false)]
    public void A_picture_that_unfolds_too_large_is_refused(int width, int height, bool isRight)
    {
        var png = Png.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        (Photo.Read(png).Refusal is null).ShouldBe(isRight);
    }

    [Fact]
    public void More_bytes_than_the_limit_are_not_looked_at() => Photo.Read(new byte[Photo.MaxBytes + 1]).Refusal.ShouldBe(new Refusal(RefusalCode.PhotoTooLarge, 2));

    [Fact]
    public void Any_change_of_a_byte_is_a_photo_or_a_refusal()
    {
        foreach (var whole in (byte[][])[Png, Jpeg, Lossy, Lossless, Extended(8, 8)])
        {
            for (var at = 0; at < whole.Length; at++)
            {
                foreach (var value in (byte[])[0, 0x7F, 0x80, 0xFF])
                {
                    var changed = whole.ToArray();
                    changed[at] = value;
                    Should.NotThrow(() => Photo.Read(changed));
                }
            }
        }
    }

    private static byte[] Extended(int width, int height)
    {
        var webP = new byte[30];
        "RIFF"u8.CopyTo(webP);
        BinaryPrimitives.WriteInt32LittleEndian(webP.AsSpan(4), webP.Length - 8);
        "WEBPVP8X"u8.CopyTo(webP.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(webP.AsSpan(16), 10);
        BinaryPrimitives.WriteInt32LittleEndian(webP.AsSpan(24), width - 1);
        (webP[27], webP[28], webP[29]) = ((byte)(height - 1), (byte)((height - 1) >> 8), (byte)((height - 1) >> 16));
        return webP;
    }
}
