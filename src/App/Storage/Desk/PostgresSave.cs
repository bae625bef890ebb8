using Npgsql;

namespace Guichet.App.Storage.Desk;

/// <summary>What a group writes, and the commit, in one round trip. Tables in a fixed order, rows sorted: two servers never wait for each other in a circle.</summary>
internal static class PostgresSave
{
    private const string SpentSql = """
        UPDATE wallet SET available_cents = wallet.available_cents + spent.cents FROM unnest($1, $2, $3) AS spent(customer_id, issue_year, cents)
        WHERE wallet.customer_id = spent.customer_id AND wallet.issue_year = spent.issue_year
        """;

    private static readonly string ReceivedSql = DeskTables.Wallets.PostgresInsert + DeskTables.WalletAdds;
    private static readonly string KeysSql = DeskTables.Keys.PostgresInsert;
    private static readonly string CreatedSql = PaymentColumns.Created.PostgresInsert;
    private static readonly string ChangedSql = MakeChangedSql();
    private static readonly string FactsSql = DeskTables.Facts.PostgresInsert;
    private static readonly string EntriesSql = DeskTables.Entries.PostgresInsert;
    private static readonly string PostingsSql = DeskTables.Postings.PostgresInsert;
    private static readonly string LettersSql = DeskTables.Letters.PostgresInsert;

    public static async Task RunAsync(NpgsqlConnection connection, DeskWrites writes)
    {
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, SpentSql, DeskTables.Wallets, writes.WalletsSpent());
        Add(batch, ReceivedSql, DeskTables.Wallets, writes.WalletsReceived());
        Add(batch, KeysSql, DeskTables.Keys, writes.Keys());
        Add(batch, CreatedSql, PaymentColumns.Created, writes.Created());
        Add(batch, ChangedSql, PaymentColumns.Changed, writes.Changed());
        Add(batch, FactsSql, DeskTables.Facts, writes.Facts);
        Add(batch, EntriesSql, DeskTables.Entries, writes.Entries);
        Add(batch, PostingsSql, DeskTables.Postings, writes.Postings);
        Add(batch, LettersSql, DeskTables.Letters, writes.Letters);
        Add(batch, DeskTables.PostgresPushes, DeskTables.Pushes, writes.Pushes());
        batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        await batch.ExecuteNonQueryAsync();
    }

    private static void Add<TRow>(NpgsqlBatch batch, string sql, DeskTable<TRow> table, List<TRow> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var command = new NpgsqlBatchCommand(sql);
        foreach (var column in table.Columns)
        {
            command.Parameters.Add(column.ToArray(rows));
        }

        batch.BatchCommands.Add(command);
    }

    private static string MakeChangedSql()
    {
        var columns = PaymentColumns.Changed.Columns;
        var set = columns.Skip(2).Select(column => $"{column.Name} = after.{column.Name}");
        var parameters = Enumerable.Range(1, columns.Length).Select(number => $"${number}");
        return $"UPDATE payment SET {string.Join(", ", set)} FROM unnest({string.Join(", ", parameters)}) AS after({PaymentColumns.Changed.Names}) "
            + "WHERE payment.id = after.id AND payment.version = after.loaded_version";
    }
}
