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
    readonly List<GuichetServer> servers = [];
    readonly List<TestDatabase> databases = [];

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
        var person = await Person.ArriveAsync(chromium.Browser, name, options);
        people.Add(person);
        return person;
    }

    /// <summary>The real program on a fresh, migrated database of that kind, which it fills with demonstration data itself.</summary>
    protected async Task<GuichetServer> ServerAsync(DatabaseKind kind, IReadOnlyDictionary<string, string>? settings = null)
    {
        var database = await TestDatabases.Migrated.CreateAsync(kind);
        databases.Add(database);
        var server = await GuichetServer.StartAsync(database.Value, settings);
        servers.Add(server);
        return server;
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed) await KeepEvidenceAsync();
        foreach (var person in people) await person.DisposeAsync();
        foreach (var server in servers) await server.DisposeAsync();
        foreach (var database in databases) await database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    async Task KeepEvidenceAsync()
    {
        var output = TestContext.Current.TestOutputHelper;
        var folder = Directory.CreateDirectory(Repository.PathOf("artifacts/browser")).FullName;
        var test = NotForFileNames().Replace(TestContext.Current.Test?.TestDisplayName ?? "test", "-");
        test = test[^Math.Min(test.Length, 120)..];
        foreach (var person in people)
        {
            var picture = Path.Combine(folder, $"{test}-{person.Name}.png");
            try { await person.Page.ScreenshotAsync(new() { Path = picture, FullPage = true, Timeout = 10_000 }); }
            catch (PlaywrightException e) { output?.WriteLine($"{person.Name}: no picture: {e.Message}"); }
            output?.WriteLine($"{person.Name} was at {person.Page.Url}, see {picture}");
            foreach (var complaint in person.Complaints.Concat(person.FailedRequests)) output?.WriteLine($"  {complaint}");
        }
        foreach (var server in servers)
        {
            var log = Path.Combine(folder, $"{test}-{server.Url.Port}.log");
            await File.WriteAllTextAsync(log, server.Log);
            output?.WriteLine($"Server at {server.Url} printed {log}, at its end:\n{string.Join('\n', server.Log.Split('\n').TakeLast(40))}");
        }
    }

    [GeneratedRegex("[^A-Za-z0-9_]+")]
    private static partial Regex NotForFileNames();
}
