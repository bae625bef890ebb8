using Guichet.Browser.Tests.Infrastructure;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Guichet.Browser.Tests.Infrastructure;

/// <summary>One browser for all tests of the assembly; each person gets a context (cookies, storage) of his own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    // Nothing that talks to the world by itself: the network of a test machine may be closed.
    static readonly string[] Arguments = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
    static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

    IPlaywright? playwright;
    IBrowser? browser;

    public IBrowser Browser => browser ?? throw new InvalidOperationException("Chromium is not started yet");

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Person.PatienceMs);
        playwright = await Playwright.CreateAsync();
        browser = await LaunchAsync();
    }

    /// <summary>Another browser, for what is set when it starts: a camera. Whoever asks closes it.</summary>
    public Task<IBrowser> LaunchAsync(params string[] more) => playwright!.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Find(),
        Headless = true,
        Args = Environment.IsPrivilegedProcess ? [.. Arguments, .. more, "--no-sandbox"] : [.. Arguments, .. more], // Chromium refuses its sandbox to root
        Timeout = 60_000,
    });

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    static string Find()
    {
        if (Environment.GetEnvironmentVariable("GUICHET_CHROMIUM") is { Length: > 0 } named) return named;
        return Places.FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("No Chromium here; ./dev.cs test installs it or says how (GUICHET_CHROMIUM names another one)");
    }
}
