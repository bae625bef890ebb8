using Microsoft.Extensions.FileProviders;
using SkiaSharp;

namespace Guichet.Web.Merchant.Detail;

/// <summary>Draws a receipt as a PDF of one A4 page, with the font of the product in it: what is printed looks the same everywhere.</summary>
/// <param name="files">Of the web root, where the fonts are.</param>
public sealed class ReceiptPdf(IWebHostEnvironment files) : IDisposable
{
    private const string Fonts = "lib/@expo-google-fonts/inter@0.4.2";
    private static readonly SKColor Ink = new(0x0c, 0x2b, 0x35), Soft = new(0x48, 0x61, 0x6a), Rule = new(0xdd, 0xe3, 0xdf), Accent = new(0x08, 0x74, 0x7d);

    private readonly Lazy<SKTypeface> _regular = new(() => Read(files.WebRootFileProvider.GetFileInfo($"{Fonts}/Inter_400Regular.ttf")));
    private readonly Lazy<SKTypeface> _strong = new(() => Read(files.WebRootFileProvider.GetFileInfo($"{Fonts}/Inter_600SemiBold.ttf")));

    public byte[] Draw(ReceiptPaper paper)
    {
        using var file = new MemoryStream();
        using (var document = SKDocument.CreatePdf(file, new SKDocumentPdfMetadata { Title = $"{paper.Title} – {paper.Merchant}", Creator = "Guichet", Producer = "Guichet" }))
        {
            DrawOn(document.BeginPage(ReceiptLayout.Width, ReceiptLayout.Height), LayOut(paper));
            document.EndPage();
            document.Close();
        }

        return file.ToArray();
    }

    public ReceiptLayout LayOut(ReceiptPaper paper) => ReceiptLayout.Of(paper, (text, type) =>
    {
        using var font = FontOf(type);
        return font.MeasureText(text);
    });

    private void DrawOn(SKCanvas page, ReceiptLayout layout)
    {
        using var paint = new SKPaint { IsAntialias = true, Color = Accent };
        page.DrawRect(ReceiptLayout.Margin, ReceiptLayout.Top - 16, 36, 4, paint);
        foreach (var height in layout.Rules)
        {
            paint.Color = Rule;
            page.DrawRect(ReceiptLayout.Margin, height, ReceiptLayout.Width - 2 * ReceiptLayout.Margin, 0.75f, paint);
        }

        foreach (var text in layout.Texts)
        {
            using var font = FontOf(text.Type);
            paint.Color = text.Type.IsSoft ? Soft : Ink;
            page.DrawText(text.Text, text.X, text.Y, text.EndsAtX ? SKTextAlign.Right : SKTextAlign.Left, font, paint);
        }
    }

    private SKFont FontOf(ReceiptType type) => new((type.IsStrong ? _strong : _regular).Value, type.Size) { Subpixel = true, Hinting = SKFontHinting.None };

    private static SKTypeface Read(IFileInfo font)
    {
        using var stream = font.CreateReadStream();
        using var bytes = SKData.Create(stream);
        return SKTypeface.FromData(bytes) ?? throw new InvalidOperationException($"{font.Name} is no font.");
    }

    public void Dispose()
    {
        foreach (var font in (Lazy<SKTypeface>[])[_regular, _strong])
        {
            if (font.IsValueCreated)
            {
                font.Value.Dispose();
            }
        }
    }
}
