using Guichet.App.Storage;
using Guichet.App.Storage.Desk;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Guichet.Bench.Seed;

/// <summary>A database being filled: the indexes of the payments go first and come back at the end, which is many times faster than keeping them up.</summary>
internal abstract class SeedTarget : IAsyncDisposable
{
    public static async Task<SeedTarget> OpenAsync(DatabaseAddress address) =>
        address.IsPostgres ? await PostgresTarget.ConnectAsync(address) : SqliteTarget.Open(address);

    /// <returns>The statements that make the dropped indexes again.</returns>
    public abstract Task<IReadOnlyList<string>> DropIndexesAsync();

    public abstract Task WriteAsync(SeedChunk chunk);

    public abstract Task ExecuteAsync(string sql);

    /// <summary>What the planner and index-only scans need to know about so many new rows.</summary>
    public abstract Task AnalyzeAsync();

    public abstract ValueTask DisposeAsync();
}

/// <summary>The desk's own set-based statements, one array a column.</summary>
internal sealed class PostgresTarget(NpgsqlConnection connection) : SeedTarget
{
    public static async Task<PostgresTarget> ConnectAsync(DatabaseAddress address)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(address.ConnectionString) { CommandTimeout = 0, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        var target = new PostgresTarget(connection);
        await target.ExecuteAsync("SET synchronous_commit = off; SET maintenance_work_mem = '512MB'");
        return target;
    }

    public override async Task<IReadOnlyList<string>> DropIndexesAsync()
    {
        var dropped = new List<(string Name, string Sql)>();
        await using (var command = new NpgsqlCommand("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename = 'payment' AND indexname <> 'pk_payment'", connection))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                dropped.Add((reader.GetString(0), reader.GetString(1)));
            }
        }

        await ExecuteAsync(string.Join("; ", dropped.Select(index => $"DROP INDEX {index.Name}")));
        return [.. dropped.Select(index => index.Sql)];
    }

    public override async Task WriteAsync(SeedChunk chunk)
    {
        await using var batch = new NpgsqlBatch(connection) { Timeout = 0 };
        Add(batch, PaymentColumns.Created, chunk.Payments);
        Add(batch, DeskTables.Facts, chunk.Facts);
        Add(batch, DeskTables.Entries, chunk.Entries);
        Add(batch, DeskTables.Postings, chunk.Postings);
        Add(batch, DeskTables.Wallets, chunk.Wallets);
        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(); // One transaction.
        }
    }

    public override async Task ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public override Task AnalyzeAsync() => ExecuteAsync("VACUUM (ANALYZE)");

    public override ValueTask DisposeAsync() => connection.DisposeAsync();

    private static void Add<TRow>(NpgsqlBatch batch, DeskTable<TRow> table, List<TRow> rows)
    {
        if (rows.Count > 0)
        {
            var command = new NpgsqlBatchCommand(table.PostgresInsert);
            command.Parameters.AddRange(table.Columns.Select(column => column.ToArray(rows)).ToArray());
            batch.BatchCommands.Add(command);
        }
    }
}

/// <summary>Prepared statements in large transactions. Not durable until the end: a machine that fails meanwhile leaves a file to throw away.</summary>
internal sealed class SqliteTarget : SeedTarget
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _payments, _facts, _entries, _postings, _wallets;

    private SqliteTarget(SqliteConnection connection)
    {
        _connection = connection;
        Execute("PRAGMA synchronous = OFF; PRAGMA cache_size = -300000; PRAGMA temp_store = FILE; PRAGMA busy_timeout = 10000");
        _payments = new(connection, PaymentColumns.Created.SqliteInsert);
        _facts = new(connection, DeskTables.Facts.SqliteInsert);
        _entries = new(connection, DeskTables.Entries.SqliteInsert);
        _postings = new(connection, DeskTables.Postings.SqliteInsert);
        _wallets = new(connection, DeskTables.Wallets.SqliteInsert);
    }

    public static SqliteTarget Open(DatabaseAddress address)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(address.ConnectionString) { Pooling = false, DefaultTimeout = 0 }.ConnectionString);
        connection.Open();
        return new SqliteTarget(connection);
    }

    public override Task<IReadOnlyList<string>> DropIndexesAsync()
    {
        var dropped = new List<(string Name, string Sql)>();
        using (var command = _connection.CreateCommand())
        {
            command.CommandText = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'payment' AND sql IS NOT NULL";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                dropped.Add((reader.GetString(0), reader.GetString(1)));
            }
        }

        dropped.ForEach(index => Execute($"DROP INDEX {index.Name}"));
        return Task.FromResult<IReadOnlyList<string>>([.. dropped.Select(index => index.Sql)]);
    }

    public override Task WriteAsync(SeedChunk chunk)
    {
        Execute("BEGIN IMMEDIATE");
        Write(_payments, PaymentColumns.Created, chunk.Payments);
        Write(_facts, DeskTables.Facts, chunk.Facts);
        Write(_entries, DeskTables.Entries, chunk.Entries);
        Write(_postings, DeskTables.Postings, chunk.Postings);
        Write(_wallets, DeskTables.Wallets, chunk.Wallets);
        Execute("COMMIT");
        return Task.CompletedTask;
    }

    public override Task ExecuteAsync(string sql)
    {
        Execute(sql);
        return Task.CompletedTask;
    }

    public override Task AnalyzeAsync() => ExecuteAsync("PRAGMA analysis_limit = 1000; ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)");

    public override ValueTask DisposeAsync()
    {
        foreach (var statement in (SqliteStatement[])[_payments, _facts, _entries, _postings, _wallets])
        {
            statement.Dispose();
        }

        return _connection.DisposeAsync();
    }

    private static void Write<TRow>(SqliteStatement statement, DeskTable<TRow> table, List<TRow> rows)
    {
        foreach (var row in rows)
        {
            for (var i = 0; i < table.Columns.Length; i++)
            {
                table.Columns[i].Bind(statement, i + 1, row);
            }

            statement.Run();
        }
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Statements of this file, and those that SQLite gave itself.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
