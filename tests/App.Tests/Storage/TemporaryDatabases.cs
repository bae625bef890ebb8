using System.Reflection;
using Npgsql;
using Xunit.Sdk;
using Xunit.v3;

namespace Guichet.Fixtures;

public enum DatabaseKind
{
    Sqlite,
    Postgres,
}

[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class EachDatabaseAttribute(params object?[] values) : DataAttribute
{
    public IReadOnlyList<object?> Values => values;

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new(Enum.GetValues<DatabaseKind>().Select(kind => (ITheoryDataRow)new TheoryDataRow([kind, .. values])).ToList());

    public override bool SupportsDiscoveryEnumeration() => true;
}

public sealed class TestDatabase(DatabaseKind kind, string value, Func<ValueTask> delete) : IAsyncDisposable
{
    public DatabaseKind Kind => kind;

    public string Value => value;

    public ValueTask DisposeAsync() => delete();
}

public sealed class TestDatabases(Func<string, Task> migrate)
{
    private static int count;

    public async Task<TestDatabase> CreateAsync(DatabaseKind kind)
    {
        var database = await CreateEmptyAsync(kind);
        await migrate(database.Value);
        return database;
    }

    public static async Task<TestDatabase> CreateEmptyAsync(DatabaseKind kind)
    {
        if (kind == DatabaseKind.Sqlite)
        {
            var folder = Directory.CreateTempSubdirectory("guichet-desk-").FullName;
            return new TestDatabase(kind, Path.Combine(folder, "guichet.db"), () =>
            {
                Directory.Delete(folder, true);
                return ValueTask.CompletedTask;
            });
        }

        var name = $"guichet_desk_{Environment.ProcessId}_{Interlocked.Increment(ref count)}";
        await PostgresServer.ExecuteAsync($"CREATE DATABASE {name}");
        var value = new NpgsqlConnectionStringBuilder(PostgresServer.Address) { Database = name }.ConnectionString;
        return new TestDatabase(kind, value, async () => await PostgresServer.ExecuteAsync($"DROP DATABASE {name} WITH (FORCE)"));
    }
}

public static class PostgresServer
{
    public static string Address => Environment.GetEnvironmentVariable("GUICHET_TEST_POSTGRES") ?? throw new InvalidOperationException("GUICHET_TEST_POSTGRES is not set.");

    public static async Task ExecuteAsync(string sql, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Address) { Database = database, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
