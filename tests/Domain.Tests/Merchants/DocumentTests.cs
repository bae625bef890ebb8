using System.Text;
using Guichet.Domain.Merchants;

namespace Guichet.Domain.Tests.Merchants;

public class DocumentTests
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer <<>>\n%%EOF\n");

    // One grey pixel each, as picture programs write it.
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");
    private static readonly byte[] Jpeg = Convert.FromHexString(
        "FFD8FFE000104A46494600010100000100010000FFDB004300" + string.Concat(Enumerable.Repeat("01", 64))
        + "FFC0000B080001000101011100FFC40014000100000000000000000000000000000000FFDA0008010100003F00D2FFD9");

    [Fact]
    public void A_file_is_what_is_in_it()
    {
        DocumentTypes.Of(Pdf).ShouldBe(DocumentType.Pdf);
        DocumentTypes.Of(Png).ShouldBe(DocumentType.Png);
        DocumentTypes.Of(Jpeg).ShouldBe(DocumentType.Jpeg);
        DocumentTypes.Of([.. Pdf, .. new byte[500]]).ShouldBe(DocumentType.Pdf); // as some printers write it
    }

    [Fact]
    public void What_ends_early_is_damaged()
    {
        DocumentTypes.Of(Pdf.AsSpan(0, Pdf.Length - 7)).ShouldBeNull();
        for (var length = 0; length < Png.Length - 12; length++)
        {
            DocumentTypes.Of(Png.AsSpan(0, length)).ShouldBeNull();
        }

        for (var length = 0; length < Jpeg.Length; length++)
        {
            DocumentTypes.Of(Jpeg.AsSpan(0, length)).ShouldBeNull();
        }
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("<html><script>alert(1)</script>")]
    [InlineData("%PDF-1.4 %%EOF")] // a mark at each end is no document
    [InlineData("MZ\u0090")]
    [InlineData("PK\u0003\u0004")]
    [InlineData("GIF89a")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("")]
    public void Anything_else_is_none(string content) => DocumentTypes.Of(Encoding.Latin1.GetBytes(content)).ShouldBeNull();

    [Fact]
    public void Lengths_that_lie_lead_nowhere()
    {
        var png = Png.ToArray();
        png[8] = 0xFF; // a first part of four gigabytes
        DocumentTypes.Of(png).ShouldBeNull();
        DocumentTypes.Of([0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x00, 0xFF, 0xD9]).ShouldBeNull();
        DocumentTypes.Of([0xFF, 0xD8, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]).ShouldBeNull();
    }

    /// <summary>Whatever the bytes are, there is an answer: every single one of a picture turned over.</summary>
    [Fact]
    public void No_bytes_make_it_fall_over()
    {
        foreach (var whole in (byte[][])[Png, Jpeg, Pdf])
        {
            for (var i = 0; i < whole.Length; i++)
            {
                var broken = whole.ToArray();
                broken[i] ^= 0xFF;
                Should.NotThrow(() => DocumentTypes.Of(broken));
            }
        }
    }

    [Theory]
    [InlineData("kbis.pdf", "kbis.pdf")]
    [InlineData("Relevé d'identité (2026).PDF", "Relevé d_identité (2026).pdf")]
    [InlineData("C:\\Users\\jeanne\\rib.jpg", "rib.pdf")]
    [InlineData("../../etc/passwd", "passwd.pdf")]
    [InlineData("a\r\nContent-Type: text/html", "html.pdf")]
    [InlineData("evil.exe.pdf", "evil.exe.pdf")]
    [InlineData("gpj\u202Efdp.exe", "gpj_fdp.pdf")]
    [InlineData("\"; filename=x.html", "filename_x.pdf")]
    [InlineData(".htaccess", "htaccess.pdf")]
    [InlineData("...", "document.pdf")]
    [InlineData("", "document.pdf")]
    [InlineData(null, "document.pdf")]
    public void A_name_is_made_harmless_and_its_ending_is_that_of_the_content(string? typed, string name) => DocumentName.Of(typed, DocumentType.Pdf).ShouldBe(name);

    [Fact]
    public void A_name_has_a_most() => DocumentName.Of(new string('é', 500), DocumentType.Png).ShouldBe($"{new string('é', DocumentName.MaxLength - 4)}.png");
}
