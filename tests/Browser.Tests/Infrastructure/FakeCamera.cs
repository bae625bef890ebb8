using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using SkiaSharp;

namespace Guichet.Browser.Tests.Infrastructure;

/// <summary>A film of a picture for Chromium's fake camera: raw frames in grey (YUV4MPEG2), the picture held a little unsteadily before a table.</summary>
public sealed class FakeCamera : IDisposable
{
    const int Width = 640, Height = 480, Side = 300, Frames = 12, FramesPerSecond = 12;
    readonly string file = Path.Combine(Path.GetTempPath(), $"guichet-camera-{Path.GetRandomFileName()}.y4m");

    FakeCamera() { }

    /// <summary>For the start of the browser.</summary>
    public string[] Arguments => ["--use-fake-device-for-media-stream", $"--use-file-for-fake-video-capture={file}"];

    /// <param name="subject">What the camera looks at.</param>
    public static async Task<FakeCamera> LookAtAsync(ILocator subject) => LookAt(await subject.ScreenshotAsync());

    /// <param name="picture">An encoded picture; null for an empty table.</param>
    public static FakeCamera LookAt(byte[]? picture)
    {
        FakeCamera camera = new();
        using var film = File.Create(camera.file);
        film.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"YUV4MPEG2 W{Width} H{Height} F{FramesPerSecond}:1 Ip A1:1 C420mpeg2\n")));
        using var decoded = picture is null ? null : SKBitmap.Decode(picture);
        var noColour = new byte[Width * Height / 2];
        Array.Fill(noColour, (byte)128);
        for (var frame = 0; frame < Frames; frame++)
        {
            film.Write("FRAME\n"u8);
            film.Write(Draw(decoded, frame));
            film.Write(noColour);
        }

        return camera;
    }

    public void Dispose() => File.Delete(file);

    static byte[] Draw(SKBitmap? picture, int frame)
    {
        using SKBitmap grey = new(Width, Height, SKColorType.Gray8, SKAlphaType.Opaque);
        using SKCanvas canvas = new(grey);
        canvas.Clear(new SKColor(150, 150, 150));
        if (picture is not null)
        {
            canvas.RotateDegrees(frame % 3 - 1, Width / 2f, Height / 2f);
            canvas.DrawBitmap(picture, SKRect.Create((Width - Side) / 2f + frame % 4, (Height - Side) / 2f, Side, Side), new SKSamplingOptions(SKFilterMode.Linear));
        }

        canvas.Flush();
        var lines = new byte[Width * Height];
        for (var y = 0; y < Height; y++) grey.GetPixelSpan().Slice(y * grey.RowBytes, Width).CopyTo(lines.AsSpan(y * Width));
        return lines;
    }
}
