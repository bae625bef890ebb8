using System.Text.RegularExpressions;
using Guichet.Fixtures;
using Microsoft.Playwright;
using Xunit.v3;

namespace Guichet.Browser.Tests.Infrastructure;

/// <summary>
/// A test with people at browsers and, mostly, a server. When it fails, what each person saw is in artifacts/browser, and what the
/// server printed is beside it and, its end, in the test's output.
/// </summary>
public abstract partial class BrowserTest(Chromium chromium) : IAsyncLifetime
{
    readonly List<Person> people = [];
    readonly List<Counter> counters = [];

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A new browser context, French and in Paris unless the options say otherwise.</summary>
    /// <param name="address">Makes relative addresses work: <c>GotoAsync("/connexion")</c>.</param>
    /// <param name="change">A phone, another language, no JavaScript …</param>
    protected async Task<Person> PersonAsync(string name, Uri? address = null, Action<BrowserNewContextOptions>? change = null)
    {
        BrowserNewContextOptions options = new()
        {
            BaseURL = address?.ToString(),
            Locale = "fr-FR",
            TimezoneId = "Europe/Paris",
            ViewportSize = new() { Width = 1280, Height = 900 },
        };
        change?.Invoke(options);
        var person = await Person.ArriveAsync(await BrowserAsync(), name, options);
        people.Add(person);
        return person;
    }

    /// <summary>The real program on a database of its own with the demonstration data, for a test that kills it or wants other settings.</summary>
    protected async Task<Counter> CounterAsync(DatabaseKind kind, IReadOnlyDictionary<string, string>? settings = null)
    {
        var counter = await Counter.OpenAsync(kind, settings);
        counters.Add(counter);
        return counter;
    }

    /// <summary>The real program, newly installed in production on an empty database.</summary>
    protected async Task<Counter> InstalledAsync(DatabaseKind kind, Post post)
    {
        var counter = await Counter.InstallAsync(kind, post.Address);
        counters.Add(counter);
        return counter;
    }

    /// <summary>A person at that counter, with the cookies of an earlier visit where there are any.</summary>
    protected Task<Person> PersonAsync(string name, Counter counter, string? visit = null, Action<BrowserNewContextOptions>? change = null) => PersonAsync(name, counter.Server.Url, o =>
    {
        o.StorageState = visit;
        change?.Invoke(o);
    });

    /// <summary>Where people arrive.</summary>
    protected virtual Task<IBrowser> BrowserAsync() => Task.FromResult(chromium.Browser);

    /// <summary>A browser that is started with something of its own, for example a camera. Whoever asks closes it.</summary>
    protected Task<IBrowser> AnotherBrowserAsync(params string[] arguments) => chromium.LaunchAsync(arguments);

    /// <summary>Called with each test that did not fail yet, before the browsers close.</summary>
    protected virtual ValueTask CheckAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        try
        {
            if (TestContext.Current.TestState?.Result == TestResult.Failed) await KeepEvidenceAsync();
            else await ShouldBeCleanAsync();
        }
        finally
        {
            foreach (var person in people) await person.DisposeAsync();
            foreach (var counter in counters) await counter.DisposeAsync();
            GC.SuppressFinalize(this);
        }
    }

    /// <summary>True of every page of every test: no script error, no violated policy, nothing from elsewhere, no unhandled error; and the ledger balances.</summary>
    async Task ShouldBeCleanAsync()
    {
        try
        {
            foreach (var person in people) person.Complaints.ShouldBeEmpty($"{person.Name} saw");
            foreach (var counter in counters) await counter.ShouldBeSoundAsync();
            await CheckAsync();
        }
        catch
        {
            await KeepEvidenceAsync();
            throw;
        }
    }

    async Task KeepEvidenceAsync()
    {
        var output = TestContext.Current.TestOutputHelper;
        var folder = Directory.CreateDirectory(Repository.PathOf("artifacts/browser")).FullName;
        var test = NotForFileNames().Replace(TestContext.Current.Test?.TestDisplayName ?? "test", "-");
        test = test[^Math.Min(test.Length, 120)..];
        foreach (var person in people.Where(p => !p.HasLeft || p.Complaints.Count > 0))
        {
            var picture = Path.Combine(folder, $"{test}-{person.Name}.png");
            try { await person.Page.ScreenshotAsync(new() { Path = picture, FullPage = true, Timeout = 10_000 }); }
            catch (PlaywrightException e) { output?.WriteLine($"{person.Name}: no picture: {e.Message}"); }
            output?.WriteLine($"{person.Name} was at {person.Page.Url}, see {picture}");
            foreach (var complaint in person.Complaints.Concat(person.FailedRequests)) output?.WriteLine($"  {complaint}");
        }
        foreach (var server in counters.Select(c => c.Server))
        {
            var log = Path.Combine(folder, $"{test}-{server.Url.Port}.log");
            await File.WriteAllTextAsync(log, server.Log);
            output?.WriteLine($"Server at {server.Url} printed {log}, at its end:\n{string.Join('\n', server.Log.Split('\n').TakeLast(40))}");
        }
    }

    [GeneratedRegex("[^A-Za-z0-9_]+")]
    private static partial Regex NotForFileNames();
}
