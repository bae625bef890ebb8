using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Domain.Wallets;
using Npgsql;
using NpgsqlTypes;

namespace Guichet.App.Storage.Desk;

/// <summary>What a group needs, in one round trip: begin, keys, wallets and payments locked in that order, each sorted, last numbers.</summary>
internal static class PostgresLoad
{
    private const string KeysSql =
        "SELECT i.scope, i.key, i.content_hash, i.payment_id FROM unnest($1, $2) AS k(scope, key) JOIN idempotency i ON i.scope = k.scope AND i.key = k.key";

    // Payments by id alone: with their state in the condition the planner may take a partial index and read it whole.
    private const string WalletsSql = """
        SELECT customer_id, issue_year, available_cents, is_blocked FROM wallet
        WHERE customer_id = ANY(ARRAY(SELECT unnest($1) UNION ALL SELECT payer_id FROM payment WHERE id = ANY($2)))
        ORDER BY customer_id, issue_year FOR UPDATE
        """;

    private const string SequencesSql = """
        SELECT point.id, (SELECT order_sequence FROM payment WHERE point_of_sale_id = point.id AND order_day = $2 ORDER BY order_sequence DESC LIMIT 1)
        FROM unnest($1) AS point(id)
        """;

    private static readonly string PaymentsSql = $"{PaymentColumns.Select} WHERE id = ANY($1)";
    private static readonly string LockedPaymentsSql = $"{PaymentsSql} ORDER BY id FOR UPDATE";

    public static async Task<DeskLoaded> RunAsync(NpgsqlConnection connection, DeskNeeds needs)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("BEGIN"));
        long[] payments = [.. needs.PaymentIds], customers = [.. needs.CustomerIds];
        var hasKeys = needs.Keys.Count > 0;
        var hasRows = payments.Length > 0 || customers.Length > 0;
        if (hasKeys)
        {
            Add(batch, KeysSql, Texts(needs.Keys.Select(x => x.Scope)), Texts(needs.Keys.Select(x => x.Key)));
        }

        if (hasRows)
        {
            Add(batch, WalletsSql, Longs(customers), Longs(payments));
            Add(batch, LockedPaymentsSql, Longs(payments));
        }

        if (needs.PointOfSaleIds.Count > 0)
        {
            Add(batch, SequencesSql, Longs([.. needs.PointOfSaleIds]), new NpgsqlParameter<int> { TypedValue = needs.Day });
        }

        await using var reader = await batch.ExecuteReaderAsync();
        return await ReadAsync(reader, hasKeys, hasRows, needs);
    }

    public static async Task<IReadOnlyList<Payment>> ReadPaymentsAsync(NpgsqlConnection connection, long[] ids)
    {
        await using var command = new NpgsqlCommand(PaymentsSql, connection) { Parameters = { Longs(ids) } };
        await using var reader = await command.ExecuteReaderAsync();
        var payments = new List<Payment>(ids.Length);
        while (await reader.ReadAsync())
        {
            payments.Add(PaymentColumns.Read(new PostgresRow(reader)));
        }

        return payments;
    }

    private static async Task<DeskLoaded> ReadAsync(NpgsqlDataReader reader, bool hasKeys, bool hasRows, DeskNeeds needs)
    {
        // The reader stands on the first statement that gives rows: BEGIN gives none and is skipped.
        var loaded = new DeskLoaded();
        while (hasKeys && await reader.ReadAsync())
        {
            loaded.Keys[(reader.GetString(0), reader.GetString(1))] = (reader.GetString(2), reader.GetInt64(3));
        }

        if (hasRows)
        {
            await NextAsync(reader, hasKeys);
            while (await reader.ReadAsync())
            {
                loaded.AddWalletPart(reader.GetInt64(0), new VoucherPart(reader.GetInt32(1), new Money(reader.GetInt64(2))), reader.GetBoolean(3));
            }

            await reader.NextResultAsync();
            while (await reader.ReadAsync())
            {
                loaded.State.Add(PaymentColumns.Read(new PostgresRow(reader)));
            }
        }

        if (needs.PointOfSaleIds.Count > 0)
        {
            await NextAsync(reader, hasKeys || hasRows);
            while (await reader.ReadAsync())
            {
                loaded.State.AddLastSequence(reader.GetInt64(0), needs.Day, await reader.IsDBNullAsync(1) ? 0 : reader.GetInt32(1));
            }
        }

        return loaded;
    }

    private static async Task NextAsync(NpgsqlDataReader reader, bool afterAnother)
    {
        if (afterAnother)
        {
            await reader.NextResultAsync();
        }
    }

    private static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        batch.BatchCommands.Add(command);
    }

    private static NpgsqlParameter<long[]> Longs(long[] values) => new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint };

    private static NpgsqlParameter<string[]> Texts(IEnumerable<string> values) => new() { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
}
