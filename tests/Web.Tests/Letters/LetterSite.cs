using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Web.Tests.Letters;

/// <summary>The whole host on a free port, on a fresh SQLite file; jobs run.</summary>
internal sealed class LetterSite : IAsyncDisposable
{
    private static readonly TestDatabases Databases = new(value => StorageSetup.MigrateAsync(value));

    private readonly WebApplication _app;
    private readonly TestDatabase _database;
    private readonly string _keys;

    private LetterSite(WebApplication app, TestDatabase database, string keys)
    {
        (_app, _database, _keys) = (app, database, keys);
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromSeconds(30) };
    }

    public HttpClient Client { get; }
    public IServiceProvider Services => _app.Services;

    public static async Task<LetterSite> StartAsync(params string[] settings)
    {
        var (database, keys) = (await Databases.CreateAsync(DatabaseKind.Sqlite), Directory.CreateTempSubdirectory("guichet-keys-").FullName);
        var app = Serve.Build(["serve", "--urls=http://127.0.0.1:0", "--GUICHET_MODE=demonstration", $"--GUICHET_DATABASE={database.Value}", $"--GUICHET_KEYS={keys}", .. settings]);
        await app.StartAsync();
        return new LetterSite(app, database, keys);
    }

    /// <summary>Asks until a page has what it should have.</summary>
    public async Task<string> UntilAsync(string path, string contained)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var html = await Client.GetStringAsync(new Uri(path, UriKind.Relative), patience.Token);
            if (html.Contains(contained, StringComparison.Ordinal))
            {
                return html;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_keys, recursive: true);
    }
}
