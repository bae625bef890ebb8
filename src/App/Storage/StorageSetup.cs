using Guichet.App.Live;
using Guichet.App.Storage.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guichet.App.Storage;

/// <summary>The only public door of the storage.</summary>
public static class StorageSetup
{
    /// <summary>Registers the database, the desk (which starts with the host and drains when it stops) and the feed of changed payments.</summary>
    /// <param name="database">The path of an SQLite file, or a PostgreSQL connection string («Host=…»).</param>
    public static IServiceCollection AddGuichetStorage(this IServiceCollection services, string database) =>
        services.AddGuichetStorage(database, new DeskLimits());

    internal static IServiceCollection AddGuichetStorage(this IServiceCollection services, string database, DeskLimits limits)
    {
        var address = new DatabaseAddress(database);
        services.TryAddSingleton(TimeProvider.System);
        services.AddLogging();
        services.AddSingleton(address).AddSingleton(limits);
        services.AddSingleton<IDbContextFactory<AppDb>, AppDbFactory>();
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContext());
        services.AddSingleton<IdSource>();
        services.AddSingleton<PaymentFeed>();
        services.AddSingleton<Desk.Desk>();
        services.AddHostedService(provider => provider.GetRequiredService<Desk.Desk>());
        if (address.IsPostgres)
        {
            services.AddSingleton<PostgresFeed>();
            services.AddHostedService(provider => provider.GetRequiredService<PostgresFeed>());
        }

        return services;
    }

    /// <summary>Creates the database where it is missing and brings its schema up to date. Safe to run on several servers at once, and after a kill.</summary>
    public static async Task MigrateAsync(string database, CancellationToken cancellation = default)
    {
        var address = new DatabaseAddress(database);
        await using var db = AppDbOptions.Create(address);
        if (address.Path is { } path)
        {
            await SqliteMigration.RunAsync(db, path, cancellation);
        }
        else
        {
            await db.Database.MigrateAsync(cancellation);
        }
    }

    /// <summary>Refuses to start on a database that cannot be reached, is not migrated or would not keep what it acknowledges.</summary>
    /// <exception cref="InvalidOperationException">With what is missing and how to get it.</exception>
    public static async Task EnsureReadyAsync(string database, CancellationToken cancellation = default)
    {
        var address = new DatabaseAddress(database);
        if (address.Path is { } path && !File.Exists(path))
        {
            throw new InvalidOperationException($"There is no database at {path}: run the verb «migrate» first.");
        }

        await using var db = AppDbOptions.Create(address);
        if (!await db.Database.CanConnectAsync(cancellation))
        {
            throw new InvalidOperationException("The database cannot be reached.");
        }

        if ((await db.Database.GetPendingMigrationsAsync(cancellation)).Any())
        {
            throw new InvalidOperationException("The schema of the database is older than the program: run the verb «migrate» first.");
        }
    }

    /// <summary>For /health/ready: the desk takes payments and the database answers.</summary>
    public static async Task<bool> IsReadyAsync(IServiceProvider services, CancellationToken cancellation = default)
    {
        if (!services.GetRequiredService<Desk.Desk>().IsOpen)
        {
            return false;
        }

        await using var db = await services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync(cancellation);
        return await db.Database.CanConnectAsync(cancellation);
    }

    private sealed class AppDbFactory(DatabaseAddress address, ILoggerFactory logs) : IDbContextFactory<AppDb>
    {
        private readonly DbContextOptions _options = address.IsPostgres ? AppDbOptions.Of<PostgresDb>(address, logs) : AppDbOptions.Of<SqliteDb>(address, logs);

        public AppDb CreateDbContext() => _options is DbContextOptions<PostgresDb> postgres ? new PostgresDb(postgres) : new SqliteDb((DbContextOptions<SqliteDb>)_options);
    }
}
