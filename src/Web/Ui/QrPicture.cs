using System.Text;
using QRCoder;

namespace Guichet.Web.Ui;

/// <summary>A QR code as one path of an SVG, in modules, its quiet zone of four included: crisp at any size, on screen and on paper.</summary>
/// <param name="Size">Modules of a side.</param>
/// <param name="Path">The dark modules, one rectangle for each run of a row.</param>
public sealed record QrPicture(int Size, string Path)
{
    /// <summary>The frame on the page is white, and as wide as the half of the quiet zone that the picture leaves to it.</summary>
    private const int LeftToFrame = 2;

    public string ViewBox => $"{LeftToFrame} {LeftToFrame} {Size - 2 * LeftToFrame} {Size - 2 * LeftToFrame}";

    public static QrPicture Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = data.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows.Count; x++)
            {
                var start = x;
                while (x < rows.Count && rows[y][x])
                {
                    x++;
                }

                if (x > start)
                {
                    path.Append(System.Globalization.CultureInfo.InvariantCulture, $"M{start} {y}h{x - start}v1h-{x - start}z");
                }
            }
        }

        return new QrPicture(rows.Count, path.ToString());
    }
}
