using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Guichet.App.Storage;

/// <summary>
/// One consistent state of the database for several statements, while payments go on and are not held up: REPEATABLE READ on PostgreSQL, a read
/// transaction on SQLite's write-ahead log. It is the state at the first statement. Held for long it keeps dead rows (PostgreSQL) and the log (SQLite)
/// from being cleared away, so it ends with the reading.
/// </summary>
internal static class ReadSnapshot
{
    /// <param name="settings">Further statements for PostgreSQL, until the end of the snapshot, in the same round trip: «SET LOCAL jit = off».</param>
    public static async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellation, string settings = "")
    {
        if (connection is SqliteConnection sqlite)
        {
            return sqlite.BeginTransaction(IsolationLevel.Serializable, deferred: true);
        }

        var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this project.
        (command.Transaction, command.CommandText) = (snapshot, $"SET TRANSACTION READ ONLY;{settings}");
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellation);
        return snapshot;
    }
}
