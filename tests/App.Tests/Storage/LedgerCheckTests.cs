using Guichet.App.Checks;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Storage;

/// <summary>A check that cannot fail proves nothing: every line is shown a violation of its own.</summary>
public sealed class LedgerCheckTests
{
    private static readonly PaymentTerms Manual = PaymentTerms.Of(null, 2, IssuerRules.Default).Value;

    /// <summary>Payments: 1 waiting, 2 authorized 40 €, 3 captured 30 € of 40 € by A, 4 captured 25 € of 40 € by C, 5 canceled, 6 voided after authorization.</summary>
    public static TheoryData<string, string, string> Violations => new()
    {
        { "I-01", "every entry", "UPDATE posting SET amount_cents = amount_cents + 1 WHERE line = 2 AND entry_id = (SELECT id FROM entry WHERE payment_id = 2)" },
        { "I-01", "all postings", "UPDATE posting SET amount_cents = amount_cents - 1 WHERE account = 4" },
        { "I-02", "every wallet", "UPDATE wallet SET available_cents = available_cents + 1" },
        { "I-02", "what a merchant is owed", "UPDATE payment SET captured_cents = 2400 WHERE id = 4" },
        { "I-02", "what was issued", "UPDATE posting SET amount_cents = amount_cents - 100 WHERE account = 1" },
        { "I-03", "no hold", "UPDATE entry SET payment_version = 0 WHERE payment_id = 6 AND kind = 5" },
        { "I-03", "no wallet is below zero after", "UPDATE posting SET amount_cents = 1 WHERE account = 2 AND entry_id = (SELECT id FROM entry WHERE kind = 1)" },
        { "I-03", "no wallet is below zero now", "UPDATE wallet SET available_cents = -1" },
        { "I-05", "captured", "UPDATE payment SET authorized_cents = 4100 WHERE id = 2" },
        { "I-06", "a deferred", "UPDATE payment SET timing = 2, payment_window_days = 3 WHERE id = 3" },
        { "I-07", "what a merchant did not", "UPDATE posting SET owner_id = 9002 WHERE account = 2 AND entry_id = (SELECT id FROM entry WHERE payment_id = 4 AND kind = 3)" },
        { "I-10", "every submitted key", "UPDATE idempotency SET payment_id = 424242" },
        { "I-11", "every merchant", "UPDATE idempotency SET scope = 'a:72'" },
        { "I-13", "a payment is authorized", "UPDATE entry SET kind = 2 WHERE payment_id = 6" },
        { "I-14", "transaction numbers", "UPDATE payment SET number = 'foo2udp610' WHERE id IN (1, 2)" },
        { "I-14", "a suggested", "UPDATE payment SET order_sequence = 1 WHERE id IN (1, 2)" },
        { "I-15", "only listed", "UPDATE payment_fact SET kind = 3 WHERE payment_id = 5 AND version = 2" },
        { "I-15", "facts have no gap", "DELETE FROM payment_fact WHERE payment_id = 4 AND version = 2" },
        { "I-15", "the last fact", "UPDATE payment SET status = 4 WHERE id = 1" },
        { "I-16", "nothing happens", "INSERT INTO payment_fact (payment_id, version, kind, from_status, to_status, at, actor, door) SELECT payment_id, 3, 4, 5, 4, at, actor, door FROM payment_fact WHERE payment_id = 5 AND version = 2" },
        { "I-16", "no money of a payment", "UPDATE entry SET payment_version = 9 WHERE payment_id = 3" },
        { "I-17", "the money of every", "UPDATE payment SET status = 5 WHERE id = 2" },
        { "I-17", "a payment has", "UPDATE payment SET payer_id = NULL WHERE id = 3" },
        { "I-17", "nothing is held", "UPDATE posting SET issue_year = 2025 WHERE account = 3 AND line = 1 AND amount_cents < 0" },
        { "REF", "every fact", "UPDATE payment_fact SET payment_id = 424242 WHERE payment_id = 1" },
        { "REF", "every posting", "UPDATE posting SET entry_id = 424242 WHERE account = 1" },
        { "REF", "every payment", "UPDATE payment SET point_of_sale_id = 424242 WHERE id = 1" },
        { "REF", "every wallet", "DELETE FROM customer WHERE id = 9001" },
        { "I-53", "a closed account", "UPDATE customer SET closed_at = (SELECT created_at FROM payment WHERE id = 1) WHERE id = 9001" },
        { "I-53", "no payment, fact", "UPDATE customer SET closed_at = (SELECT created_at FROM payment WHERE id = 1) WHERE id = 9001; UPDATE payment SET contact = 'lea@example.org' WHERE id = 3" },
        { "I-53", "nothing is reserved", "UPDATE customer SET closed_at = (SELECT created_at FROM payment WHERE id = 1) WHERE id = 9001" },
    };

    [Fact]
    public void Every_line_is_shown_a_violation()
    {
        var shown = Violations.Select(row => row.Data.Item1 + row.Data.Item2).ToList();
        LedgerInvariants.All.Concat(ErasureInvariants.All).Where(x => !shown.Any(y => (x.Id + x.Name).StartsWith(y, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Violations))]
    public async Task It_is_found_on_sqlite(string id, string name, string sql) => await FindAsync(DatabaseKind.Sqlite, id, name, sql);

    [Theory]
    [MemberData(nameof(Violations))]
    public async Task It_is_found_on_postgres(string id, string name, string sql) => await FindAsync(DatabaseKind.Postgres, id, name, sql);

    [Theory]
    [EachDatabase("ALTER TABLE posting ADD COLUMN fee_cents real")]
    public async Task An_amount_that_is_no_whole_number_is_found(DatabaseKind kind, string sql) => await FindAsync(kind, "I-08", "amounts", sql);

    private static async Task FindAsync(DatabaseKind kind, string id, string name, string sql)
    {
        await using var host = await DeskHost.StartAsync(kind);
        await PlayAsync(host);
        await host.CheckAsync();

        await using (var db = await host.Databases.CreateDbContextAsync())
        {
            // What guards against it while it runs must not hide what the check can see.
            await db.Database.ExecuteSqlRawAsync("DROP INDEX ux_payment_number");
            await db.Database.ExecuteSqlRawAsync("DROP INDEX ux_payment_suggested");
            await db.Database.OpenConnectionAsync();
            await db.Database.ExecuteSqlRawAsync(kind == DatabaseKind.Sqlite
                ? "PRAGMA ignore_check_constraints = ON"
                : "ALTER TABLE payment DROP CONSTRAINT ck_payment_amounts; ALTER TABLE wallet DROP CONSTRAINT ck_wallet_not_negative");
            (await db.Database.ExecuteSqlRawAsync(sql)).ShouldNotBe(0);
        }

        var line = (await LedgerCheck.RunAsync(host.Database)).Single(x => x.Id == id && x.Name.StartsWith(name, StringComparison.Ordinal));
        line.Holds.ShouldBeFalse();
        line.Culprits.Count.ShouldBeInRange(1, LedgerCheck.MaxCulprits);
        line.ToString().ShouldStartWith($"{id} FAIL {name}");
    }

    private static async Task PlayAsync(DeskHost host)
    {
        await host.CreditAsync(500_00);
        var terms = (PaymentTerms[])[PaymentTerms.ImmediateAutomatic, Manual, PaymentTerms.ImmediateAutomatic, Manual, PaymentTerms.ImmediateAutomatic, Manual];
        var payments = new List<Payment>();
        foreach (var term in terms)
        {
            payments.Add(await host.CreateAsync(40_00, term, key: $"draft {payments.Count}"));
        }

        payments.Select(x => x.Id).ShouldBe([1, 2, 3, 4, 5, 6]);
        await host.ApproveAsync(payments[1], 40_00);
        await host.ApproveAsync(payments[2], 30_00);
        await host.ApproveAsync(payments[3], 40_00);
        await host.CaptureAsync(payments[3], 25_00);
        await host.CancelAsync(payments[4]);
        await host.ApproveAsync(payments[5], 40_00);
        await host.VoidAsync(payments[5]);
        (await host.BalanceAsync()).ShouldBe(500_00 - 40_00 - 30_00 - 25_00);
    }
}
