using Guichet.App.Demonstration;
using Guichet.App.Storage;
using Guichet.Fixtures;
using Guichet.Web.Tests.Wizard;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Guichet.Web.Tests.Demo;

/// <summary>The whole product with the demonstration's people, its jobs and its own clock, on a database of its own.</summary>
internal sealed class ClockSite : IAsyncDisposable
{
    public const string Path = "/demo/clock";

    private static readonly string Keys = NewKeys();
    private static readonly TestDatabases Databases = new(FillAsync);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30), AskEvery = TimeSpan.FromMilliseconds(100);

    private readonly TestDatabase _database;
    private readonly WebApplication _app;

    private ClockSite(TestDatabase database, WebApplication app) => (_database, _app) = (database, app);

    public Uri Url => new(_app.Urls.Single());

    public TimeSpan Ahead => Services.GetRequiredService<PracticeClock>().Ahead;

    public IServiceProvider Services => _app.Services;

    public static async Task<ClockSite> StartAsync(DatabaseKind kind, params string[] settings)
    {
        var database = await Databases.CreateAsync(kind);
        var app = Build(database.Value, settings);
        await app.StartAsync();
        return new ClockSite(database, app);
    }

    /// <summary>Presses a button of the clock's page as it is now; gives the page at the end of the redirects.</summary>
    public static async Task<Screen> MoveAsync(Till till, string button, params (string Name, string Value)[] typed) =>
        await till.PressThroughAsync(await till.GetAsync(Path), button, typed);

    /// <summary>Looks at a page again until it says something.</summary>
    public static async Task<Screen> UntilAsync(Till till, string path, string said)
    {
        using var patience = new CancellationTokenSource(Patience);
        var screen = await till.GetAsync(path);
        while (!screen.Main.Contains(said, StringComparison.Ordinal))
        {
            patience.IsCancellationRequested.ShouldBeFalse($"«{said}» is not on: {screen.Main}");
            await Task.Delay(AskEvery, TimeProvider.System, CancellationToken.None);
            screen = await till.GetAsync(path);
        }

        return screen;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static WebApplication Build(string database, params string[] settings) => Serve.Build(
        ["serve", "--applicationName=guichet", "--urls=http://127.0.0.1:0", "--GUICHET_MODE=demonstration", $"--GUICHET_DATABASE={database}", $"--GUICHET_KEYS={Keys}", .. settings],
        services => services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5)));

    private static async Task FillAsync(string database)
    {
        await StorageSetup.MigrateAsync(database);
        await using var app = Build(database);
        (await app.Services.GetRequiredService<CreateDemonstration>().RunAsync(TimeProvider.System.GetUtcNow())).ShouldBeTrue();
    }

    private static string NewKeys()
    {
        var folder = Directory.CreateTempSubdirectory("guichet-keys-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}
