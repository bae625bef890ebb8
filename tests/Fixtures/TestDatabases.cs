using Guichet.App.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Guichet.Fixtures;

/// <summary>
/// A fresh database per test, fast: migrated once per process into a template, then copied. The migration is given, because tests of
/// different layers may want different templates (bare schema, demonstration data).
/// </summary>
/// <param name="migrate">Brings the database of the given GUICHET_DATABASE value up to date.</param>
public sealed class TestDatabases(Func<string, Task> migrate)
{
    /// <summary>The schema of the product, without any row.</summary>
    public static readonly TestDatabases Migrated = new(value => StorageSetup.MigrateAsync(value));

    static int count;
    readonly Lazy<Task<string>> sqliteTemplate = new(() => MakeSqliteTemplateAsync(migrate));
    readonly Lazy<Task<string>> postgresTemplate = new(() => MakePostgresTemplateAsync(migrate));

    /// <summary>A migrated database.</summary>
    public async Task<TestDatabase> CreateAsync(DatabaseKind kind) => kind == DatabaseKind.Sqlite
        ? NewSqlite(await sqliteTemplate.Value)
        : await NewPostgresAsync(await postgresTemplate.Value);

    /// <summary>A database without any table (a new file, an empty PostgreSQL database): for tests of the migrations themselves.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync(DatabaseKind kind) => kind == DatabaseKind.Sqlite ? NewSqlite(null) : await NewPostgresAsync("template0");

    static string NewName(string kind) => $"guichet_{kind}_{Environment.ProcessId}_{Interlocked.Increment(ref count)}";

    static TestDatabase NewSqlite(string? template)
    {
        var folder = Directory.CreateTempSubdirectory("guichet-sqlite-").FullName;
        var file = Path.Combine(folder, "guichet.db");
        if (template is not null) File.Copy(template, file);
        return new(DatabaseKind.Sqlite, file, () =>
        {
            Directory.Delete(folder, recursive: true);
            return ValueTask.CompletedTask;
        });
    }

    static async Task<TestDatabase> NewPostgresAsync(string template)
    {
        var name = NewName("test");
        await PostgresServer.ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template}");
        var value = await AddressAsync(name);
        return new(DatabaseKind.Postgres, value, async () =>
        {
            await using (var connection = new NpgsqlConnection(value)) NpgsqlConnection.ClearPool(connection);
            // FORCE: a server that the test killed may still be connected.
            await PostgresServer.ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        });
    }

    static async Task<string> MakeSqliteTemplateAsync(Func<string, Task> migrate)
    {
        var folder = Directory.CreateTempSubdirectory("guichet-sqlite-template-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var file = Path.Combine(folder, "guichet.db");
        await migrate(file);
        // Everything into the one file that gets copied: what is still in the write-ahead log would be missing from the copies.
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await command.ExecuteNonQueryAsync();
        return file;
    }

    static async Task<string> MakePostgresTemplateAsync(Func<string, Task> migrate)
    {
        var name = NewName("template");
        await PostgresServer.ExecuteAsync($"CREATE DATABASE {name} TEMPLATE template0");
        await migrate(await AddressAsync(name));
        // A database is copied only while nobody is connected to it.
        await PostgresServer.ExecuteAsync($"ALTER DATABASE {name} ALLOW_CONNECTIONS false");
        await PostgresServer.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        return name;
    }

    static async Task<string> AddressAsync(string database) =>
        new NpgsqlConnectionStringBuilder(await PostgresServer.ConnectionStringAsync()) { Database = database }.ConnectionString;
}
