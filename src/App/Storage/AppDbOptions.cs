using System.Data.Common;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Guichet.App.Storage;

/// <summary>How EF Core reaches either database; the desk has connections of its own.</summary>
internal static class AppDbOptions
{
    private const string HistoryTable = "schema_migration";

    // Identity asks the context's service provider which of its schemas to map: always the one with passkeys, whoever creates the context.
    private static readonly ServiceProvider IdentitySchema = new ServiceCollection()
        .Configure<IdentityOptions>(identity => identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3).BuildServiceProvider();

    public static DbContextOptions<T> Of<T>(DatabaseAddress address, ILoggerFactory? logs = null)
        where T : AppDb
    {
        var builder = new DbContextOptionsBuilder<T>();
        builder.UseApplicationServiceProvider(IdentitySchema).UseLoggerFactory(logs);
        // Capped counts take any thousand rows: an order would only make them slower.
        builder.ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning));
        if (address.IsPostgres)
        {
            builder.UseNpgsql(address.ConnectionString, npgsql => npgsql.MigrationsHistoryTable(HistoryTable));
        }
        else
        {
            builder.UseSqlite(address.ConnectionString, sqlite => sqlite.MigrationsHistoryTable(HistoryTable)).AddInterceptors(SqliteWaits.Instance);
        }

        return builder.Options;
    }

    public static AppDb Create(DatabaseAddress address) =>
        address.IsPostgres ? new PostgresDb(Of<PostgresDb>(address)) : new SqliteDb(Of<SqliteDb>(address));

    /// <summary>Without it a writer that meets another one sleeps 150 ms at a time instead of being let in as soon as the lock is free.</summary>
    private sealed class SqliteWaits : DbConnectionInterceptor
    {
        public static readonly SqliteWaits Instance = new();
        private static readonly string Pragma = $"PRAGMA busy_timeout = {DatabaseAddress.BusySeconds * 1000}";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragma;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Pragma;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
