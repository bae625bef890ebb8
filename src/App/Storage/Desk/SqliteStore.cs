using Guichet.Domain.Payments;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Guichet.App.Storage.Desk;

/// <summary>SQLite: one writer, prepared statements row by row (there is no round trip to save), synchronous=FULL or nothing.</summary>
internal sealed class SqliteStore(DatabaseAddress address) : DeskStore
{
    private const int Full = 2;

    private SqliteConnection? _connection;
    private SqliteLoad? _load;
    private SqliteSave? _save;

    public override Task OpenAsync()
    {
        if (_connection is not null)
        {
            return Task.CompletedTask;
        }

        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = address.Path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString);
        try
        {
            connection.Open();
            raw.sqlite3_busy_timeout(connection.Handle, DatabaseAddress.BusySeconds * 1000);
            Prepare(connection);
            (_load, _save, _connection) = (new SqliteLoad(connection), new SqliteSave(connection), connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        return Task.CompletedTask;
    }

    public override Task<DeskLoaded> LoadAsync(DeskNeeds needs) => Task.FromResult(_load!.Run(needs));

    public override Task<IReadOnlyList<Payment>> ReadAsync(long[] paymentIds) => Task.FromResult<IReadOnlyList<Payment>>(_load!.ReadPayments(paymentIds));

    public override Task SaveAsync(DeskWrites writes, Action committing)
    {
        _save!.Run(writes, committing);
        return Task.CompletedTask;
    }

    public override Task<bool> RollBackAsync()
    {
        try
        {
            if (_connection is { } connection && raw.sqlite3_get_autocommit(connection.Handle) == 0)
            {
                Execute(connection, "ROLLBACK");
            }
        }
        catch (SqliteException)
        {
            Close();
        }

        return Task.FromResult(_connection is not null);
    }

    public override DeskFault FaultOf(Exception exception) => exception is not SqliteException sqlite ? DeskFault.Bug : sqlite.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => DeskFault.Collision,
        raw.SQLITE_IOERR or raw.SQLITE_FULL or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_READONLY => DeskFault.Broken,
        raw.SQLITE_CANTOPEN => DeskFault.Lost,
        raw.SQLITE_CONSTRAINT when sqlite.Message.Contains("payment.order_sequence", StringComparison.Ordinal)
            || sqlite.Message.Contains("payment.number", StringComparison.Ordinal) || sqlite.Message.Contains("idempotency.", StringComparison.Ordinal) => DeskFault.Collision,
        _ => DeskFault.Bug,
    };

    public override ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    /// <summary>NORMAL loses acknowledged commits in a power cut (finding 3): refuse to run with less than FULL.</summary>
    private static void Prepare(SqliteConnection connection)
    {
        Execute(connection, "PRAGMA synchronous = FULL");
        var synchronous = Convert.ToInt32(Execute(connection, "PRAGMA synchronous"), System.Globalization.CultureInfo.InvariantCulture);
        var journal = Execute(connection, "PRAGMA journal_mode") as string;
        if (synchronous < Full || journal != "wal")
        {
            throw new InvalidOperationException($"SQLite would not keep what it acknowledges: synchronous={synchronous}, journal_mode={journal}.");
        }
    }

    private static object? Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private void Close()
    {
        _load?.Dispose();
        _save?.Dispose();
        _connection?.Dispose();
        (_load, _save, _connection) = (null, null, null);
    }
}
