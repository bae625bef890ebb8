using System.Diagnostics;
using Microsoft.Playwright;

namespace Guichet.Browser.Tests.Infrastructure;

/// <summary>Reads a QR code off the screen as a phone would: by a picture of it, with Debian's zbar.</summary>
public static class QrReader
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>The text of the one QR code in the element's picture.</summary>
    public static async Task<string> ReadAsync(ILocator element)
    {
        var picture = Path.Combine(Path.GetTempPath(), $"guichet-qr-{Path.GetRandomFileName()}.png");
        try
        {
            await element.ScreenshotAsync(new() { Path = picture });
            return await DecodeAsync(picture);
        }
        finally { File.Delete(picture); }
    }

    static async Task<string> DecodeAsync(string picture)
    {
        ProcessStartInfo start = new("zbarimg", ["--quiet", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable", picture]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var zbar = Process.Start(start)!;
        using CancellationTokenSource patience = new(Limit);
        var text = zbar.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = zbar.StandardError.ReadToEndAsync(patience.Token);
        await zbar.WaitForExitAsync(patience.Token);
        var codes = (await text).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return codes.Length == 1 ? codes[0] : throw new InvalidOperationException($"{codes.Length} QR codes in {Path.GetFileName(picture)} (zbarimg: {zbar.ExitCode} {await errors})");
    }
}
