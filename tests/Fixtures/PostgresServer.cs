using Guichet.Tooling;
using Npgsql;

namespace Guichet.Fixtures;

/// <summary>The PostgreSQL of this test run: the one that <c>./dev.cs test</c> offers, else (an IDE, dotnet test) a private one of this process.</summary>
public static class PostgresServer
{
    static readonly Lazy<Task<string>> Shared = new(FindOrStartAsync);

    /// <summary>A connection string of a superuser, to the database postgres.</summary>
    public static Task<string> ConnectionStringAsync() => Shared.Value;

    /// <summary>Runs one statement as superuser, on the database postgres or a named one.</summary>
    public static async Task ExecuteAsync(string sql, string database = "postgres")
    {
        // Not pooled: a connection that lingers would keep its database from being copied or dropped.
        var address = new NpgsqlConnectionStringBuilder(await ConnectionStringAsync()) { Database = database, Pooling = false };
        await using var connection = new NpgsqlConnection(address.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    static async Task<string> FindOrStartAsync()
    {
        if (Environment.GetEnvironmentVariable("GUICHET_TEST_POSTGRES") is { Length: > 0 } offered) return offered;
        if (PrivatePostgres.FindBin() is null) throw new InvalidOperationException("No PostgreSQL 15 or later here; ./dev.cs test installs it or says how");
        var own = await PrivatePostgres.StartAsync(new Shell(Repository.Root, CancellationToken.None), durable: false);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => own.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return own.ConnectionString;
    }
}
