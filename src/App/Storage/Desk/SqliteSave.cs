using Microsoft.Data.Sqlite;

namespace Guichet.App.Storage.Desk;

/// <summary>What a group writes, row by row with prepared statements, and the commit.</summary>
internal sealed class SqliteSave(SqliteConnection connection) : IDisposable
{
    private readonly SqliteStatement _spent = new(connection, "UPDATE wallet SET available_cents = available_cents + ?3 WHERE customer_id = ?1 AND issue_year = ?2");
    private readonly SqliteStatement _received = new(connection, DeskTables.Wallets.SqliteInsert + DeskTables.WalletAdds);
    private readonly SqliteStatement _keys = new(connection, DeskTables.Keys.SqliteInsert);
    private readonly SqliteStatement _created = new(connection, PaymentColumns.Created.SqliteInsert);
    private readonly SqliteStatement _changed = new(connection, ChangeSql());
    private readonly SqliteStatement _facts = new(connection, DeskTables.Facts.SqliteInsert);
    private readonly SqliteStatement _entries = new(connection, DeskTables.Entries.SqliteInsert);
    private readonly SqliteStatement _postings = new(connection, DeskTables.Postings.SqliteInsert);
    private readonly SqliteStatement _letters = new(connection, DeskTables.Letters.SqliteInsert);
    private readonly SqliteStatement _pushes = new(connection, DeskTables.SqlitePushes);
    private readonly SqliteStatement _commit = new(connection, "COMMIT");

    public void Run(DeskWrites writes, Action committing)
    {
        Write(_spent, DeskTables.Wallets, writes.WalletsSpent());
        Write(_received, DeskTables.Wallets, writes.WalletsReceived());
        Write(_keys, DeskTables.Keys, writes.Keys());
        Write(_created, PaymentColumns.Created, writes.Created());
        Write(_changed, PaymentColumns.Changed, writes.Changed());
        Write(_facts, DeskTables.Facts, writes.Facts);
        Write(_entries, DeskTables.Entries, writes.Entries);
        Write(_postings, DeskTables.Postings, writes.Postings);
        Write(_letters, DeskTables.Letters, writes.Letters);
        foreach (var letter in writes.Pushes())
        {
            Bind(_pushes, DeskTables.Pushes, letter);
            _pushes.Run(); // as many rows as the customer has phones: none, most of the time
        }

        committing();
        _commit.Run();
    }

    public void Dispose()
    {
        foreach (var statement in (SqliteStatement[])[_spent, _received, _keys, _created, _changed, _facts, _entries, _postings, _letters, _pushes, _commit])
        {
            statement.Dispose();
        }
    }

    private static void Write<TRow>(SqliteStatement statement, DeskTable<TRow> table, List<TRow> rows)
    {
        foreach (var row in rows)
        {
            Bind(statement, table, row);
            if (statement.Run() != 1)
            {
                throw new DeskCollisionException("A row is not the one that was decided on.");
            }
        }
    }

    private static void Bind<TRow>(SqliteStatement statement, DeskTable<TRow> table, TRow row)
    {
        for (var i = 0; i < table.Columns.Length; i++)
        {
            table.Columns[i].Bind(statement, i + 1, row);
        }
    }

    private static string ChangeSql()
    {
        var set = PaymentColumns.Changed.Columns.Select((column, i) => $"{column.Name} = ?{i + 1}").Skip(2);
        return $"UPDATE payment SET {string.Join(", ", set)} WHERE id = ?1 AND version = ?2";
    }
}
