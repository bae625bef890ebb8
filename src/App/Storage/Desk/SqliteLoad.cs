using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Domain.Wallets;
using Microsoft.Data.Sqlite;

namespace Guichet.App.Storage.Desk;

/// <summary>What a group needs, read under SQLite's one write lock.</summary>
internal sealed class SqliteLoad(SqliteConnection connection) : IDisposable
{
    private readonly SqliteStatement _begin = new(connection, "BEGIN IMMEDIATE");
    private readonly SqliteStatement _key = new(connection, "SELECT content_hash, payment_id FROM idempotency WHERE scope = ?1 AND key = ?2");
    private readonly SqliteStatement _wallet = new(connection, "SELECT issue_year, available_cents, is_blocked FROM wallet WHERE customer_id = ?1 ORDER BY issue_year");
    private readonly SqliteStatement _payment = new(connection, $"{PaymentColumns.Select} WHERE id = ?1");

    private readonly SqliteStatement _sequence = new(connection,
        "SELECT order_sequence FROM payment WHERE point_of_sale_id = ?1 AND order_day = ?2 ORDER BY order_sequence DESC LIMIT 1");

    public DeskLoaded Run(DeskNeeds needs)
    {
        _begin.Run();
        var loaded = new DeskLoaded();
        foreach (var key in needs.Keys)
        {
            LoadKey(loaded, key);
        }

        foreach (var payment in ReadPayments(needs.PaymentIds))
        {
            loaded.State.Add(payment);
            if (payment.PayerId is { } payer && !needs.CustomerIds.Contains(payer))
            {
                LoadWallet(loaded, payer);
            }
        }

        foreach (var customerId in needs.CustomerIds)
        {
            LoadWallet(loaded, customerId);
        }

        foreach (var pointOfSaleId in needs.PointOfSaleIds)
        {
            LoadSequence(loaded, pointOfSaleId, needs.Day);
        }

        return loaded;
    }

    public List<Payment> ReadPayments(IReadOnlyCollection<long> ids)
    {
        var payments = new List<Payment>(ids.Count);
        foreach (var id in ids)
        {
            if (!_payment.Bind(1, id).Step())
            {
                continue;
            }

            try
            {
                payments.Add(PaymentColumns.Read(new SqliteRow(_payment)));
            }
            finally
            {
                _payment.Reset(); // also after a row that cannot be read: the statement serves the payments that come after it
            }
        }

        return payments;
    }

    public void Dispose()
    {
        foreach (var statement in (SqliteStatement[])[_begin, _key, _wallet, _payment, _sequence])
        {
            statement.Dispose();
        }
    }

    private void LoadKey(DeskLoaded loaded, (string Scope, string Key) key)
    {
        if (_key.Bind(1, key.Scope).Bind(2, key.Key).Step())
        {
            loaded.Keys[key] = (_key.Text(0)!, _key.Long(1));
            _key.Reset();
        }
    }

    private void LoadWallet(DeskLoaded loaded, long customerId)
    {
        if (loaded.HasWallet(customerId))
        {
            return;
        }

        _wallet.Bind(1, customerId);
        while (_wallet.Step())
        {
            loaded.AddWalletPart(customerId, new VoucherPart((int)_wallet.Long(0), new Money(_wallet.Long(1))), _wallet.Long(2) != 0);
        }
    }

    private void LoadSequence(DeskLoaded loaded, long pointOfSaleId, int day)
    {
        if (_sequence.Bind(1, pointOfSaleId).Bind(2, day).Step())
        {
            loaded.State.AddLastSequence(pointOfSaleId, day, (int)_sequence.Long(0));
            _sequence.Reset();
        }
    }
}
