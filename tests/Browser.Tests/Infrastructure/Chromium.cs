using Guichet.Browser.Tests.Infrastructure;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Guichet.Browser.Tests.Infrastructure;

/// <summary>
/// One browser for all tests of the assembly; each person gets a context (cookies, storage) of his own. It is the headless shell where there is one: the same
/// engine without a desktop browser around it, which halves what a page costs. Cameras and notifications are of the whole browser.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    // Nothing that talks to the world by itself: the network of a test machine may be closed.
    static readonly string[] Arguments = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
    static readonly string[] Shells = ["/usr/bin/chromium-headless-shell"];
    static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

    readonly SemaphoreSlim launching = new(1);
    IPlaywright? playwright;
    IBrowser? browser, whole;

    public IBrowser Browser => browser ?? throw new InvalidOperationException("Chromium is not started yet");

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Person.PatienceMs);
        playwright = await Playwright.CreateAsync();
        browser = await LaunchAsync(Find([.. Shells, .. Places]), []);
    }

    /// <summary>The whole browser, started when first asked for.</summary>
    public async Task<IBrowser> WholeAsync()
    {
        await launching.WaitAsync();
        try { return whole ??= await LaunchAsync(); }
        finally { launching.Release(); }
    }

    /// <summary>Another whole browser, for what is set when it starts: a camera. Whoever asks closes it.</summary>
    public Task<IBrowser> LaunchAsync(params string[] more) => LaunchAsync(Find(Places), more);

    Task<IBrowser> LaunchAsync(string path, string[] more) => playwright!.Chromium.LaunchAsync(new()
    {
        ExecutablePath = path,
        Headless = true,
        Args = Environment.IsPrivilegedProcess ? [.. Arguments, .. more, "--no-sandbox"] : [.. Arguments, .. more], // Chromium refuses its sandbox to root
        Timeout = 60_000,
    });

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        if (whole is not null) await whole.DisposeAsync();
        playwright?.Dispose();
        launching.Dispose();
    }

    static string Find(string[] places)
    {
        if (Environment.GetEnvironmentVariable("GUICHET_CHROMIUM") is { Length: > 0 } named) return named;
        return places.FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("No Chromium here; ./dev.cs test installs it or says how (GUICHET_CHROMIUM names another one)");
    }
}
