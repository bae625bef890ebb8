using Guichet.App.Demonstration;
using Guichet.App.Storage;
using Guichet.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Web.Tests.Access;

/// <summary>The whole host on a free port, with the demonstration's people in a database of its own.</summary>
public sealed class AccessSite : IAsyncDisposable
{
    private static readonly string Keys = NewKeys();
    private static readonly TestDatabases Databases = new(FillAsync);

    private readonly WebApplication _app;
    private readonly TestDatabase _database;

    private AccessSite(WebApplication app, TestDatabase database) => (_app, _database) = (app, database);

    public Uri Address => new(_app.Urls.First());
    public IServiceProvider Services => _app.Services;
    internal Task<AppDb> DbAsync() => Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();

    public static async Task<AccessSite> StartAsync(params string[] settings)
    {
        var database = await Databases.CreateAsync(DatabaseKind.Sqlite);
        var app = Serve.Build(Arguments(database.Value, settings));
        await app.StartAsync();
        return new AccessSite(app, database);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static string[] Arguments(string database, string[] settings) =>
    [
        "serve", "--urls=http://127.0.0.1:0", "--GUICHET_MODE=demonstration", "--GUICHET_JOBS=off", $"--GUICHET_DATABASE={database}", $"--GUICHET_KEYS={Keys}", .. settings,
    ];

    private static async Task FillAsync(string database)
    {
        await StorageSetup.MigrateAsync(database);
        await using var app = Serve.Build(Arguments(database, []));
        await app.Services.GetRequiredService<CreateDemonstration>().RunAsync(app.Services.GetRequiredService<TimeProvider>().GetUtcNow());
    }

    private static string NewKeys()
    {
        var folder = Directory.CreateTempSubdirectory("guichet-keys-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}
