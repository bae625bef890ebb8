using System.Globalization;
using Guichet.Domain.Payments;

namespace Guichet.App.Checks;

/// <param name="Sql">Gives the ids of the rows that break it; nothing when it holds. For both databases, unless listed apart.</param>
internal sealed record LedgerInvariant(string Id, string Name, string Sql);

/// <summary>
/// What must always hold of the data, as statements that find the contrary. Numbers are those of the stored enums: account 1 circulation, 2 wallet, 3 held,
/// 4 merchant; entry 1 credit, 2 authorization, 3 capture, 4 both, 5 release; status 1 awaiting, 2 authorized, 3 captured, 4 declined, 5 canceled, 6 expired.
/// </summary>
internal static class LedgerInvariants
{
    public static readonly IReadOnlyList<LedgerInvariant> All =
    [
        new("I-01", "every entry has two postings or more, and they sum to zero",
            "SELECT e.id FROM entry e LEFT JOIN posting p ON p.entry_id = e.id GROUP BY e.id HAVING count(p.line) < 2 OR coalesce(sum(p.amount_cents), 0) <> 0"),
        new("I-01", "all postings sum to zero",
            "SELECT total FROM (SELECT coalesce(sum(amount_cents), 0) AS total FROM posting) AS x WHERE total <> 0"),
        new("I-02", "every wallet equals its postings, by year", """
            SELECT customer_id || '/' || issue_year FROM (
                SELECT customer_id, issue_year, available_cents AS cents FROM wallet
                UNION ALL SELECT owner_id, issue_year, -amount_cents FROM posting WHERE account = 2) AS x
            GROUP BY customer_id, issue_year HAVING sum(cents) <> 0
            """),
        new("I-02", "what a merchant is owed equals the captured payments", """
            SELECT agreement_id FROM (
                SELECT agreement_id, captured_cents AS cents FROM payment WHERE captured_cents IS NOT NULL
                UNION ALL SELECT p.owner_id, -p.amount_cents FROM posting p JOIN entry e ON e.id = p.entry_id WHERE p.account = 4 AND e.kind IN (3, 4)) AS x
            GROUP BY agreement_id HAVING sum(cents) <> 0
            """),
        new("I-02", "what was issued is in wallets, held, owed, lapsed or paid out", """
            SELECT total FROM (SELECT
                (SELECT coalesce(sum(available_cents), 0) FROM wallet)
                + (SELECT coalesce(sum(CASE status WHEN 2 THEN authorized_cents WHEN 3 THEN captured_cents END), 0) FROM payment)
                + (SELECT coalesce(sum(p.amount_cents), 0) FROM posting p JOIN entry e ON e.id = p.entry_id
                    WHERE p.account IN (1, 5, 6, 7) OR (p.account = 4 AND e.kind NOT IN (3, 4))) AS total) AS x
            WHERE total <> 0
            """),
        new("I-03", "no hold is below zero after any of its entries", """
            SELECT owner_id || '/' || issue_year FROM (
                SELECT p.owner_id, p.issue_year, sum(p.amount_cents) OVER (PARTITION BY p.owner_id, p.issue_year ORDER BY e.payment_version, p.entry_id, p.line) AS balance
                FROM posting p JOIN entry e ON e.id = p.entry_id WHERE p.account = 3) AS x
            WHERE balance < 0
            """),
        // Ids come from ranges of several servers and are no order in time; within one millisecond what arrives is counted first.
        new("I-03", "no wallet is below zero after any of its entries", """
            SELECT owner_id || '/' || issue_year FROM (
                SELECT p.owner_id, p.issue_year, sum(p.amount_cents) OVER (
                    PARTITION BY p.owner_id, p.issue_year ORDER BY e.at, p.amount_cents DESC, p.entry_id, p.line ROWS UNBOUNDED PRECEDING) AS balance
                FROM posting p JOIN entry e ON e.id = p.entry_id WHERE p.account = 2) AS x
            WHERE balance < 0
            """),
        new("I-03", "no wallet is below zero now", "SELECT customer_id || '/' || issue_year FROM wallet WHERE available_cents < 0"),
        new("I-05", "captured ≤ authorized ≤ requested, all above zero", """
            SELECT id FROM payment WHERE requested_cents <= 0 OR coalesce(authorized_cents, 1) <= 0 OR coalesce(captured_cents, 1) <= 0
                OR coalesce(authorized_cents, 0) > requested_cents OR coalesce(captured_cents, 0) > coalesce(authorized_cents, 0)
            """),
        new("I-06", "a deferred automatic payment is paid in full or not at all",
            "SELECT id FROM payment WHERE timing = 2 AND capture_mode = 1 AND authorized_cents <> requested_cents"),
        new("I-07", "what a merchant did not capture went back to the payer in the same entry", """
            SELECT x.id FROM payment x JOIN entry e ON e.payment_id = x.id AND e.kind = 3
            LEFT JOIN posting p ON p.entry_id = e.id AND p.account = 2 AND p.owner_id = x.payer_id
            WHERE x.status = 3 GROUP BY x.id, x.authorized_cents, x.captured_cents HAVING coalesce(sum(p.amount_cents), 0) <> x.authorized_cents - x.captured_cents
            """),
        new("I-10", "every submitted key leads to its payment, with a fingerprint of its content", """
            SELECT i.scope || '/' || i.key FROM idempotency i LEFT JOIN payment p ON p.id = i.payment_id
            WHERE length(i.content_hash) <> 64 OR (i.payment_id <> 0 AND p.id IS NULL)
            """),
        new("I-11", "every merchant's key leads to a payment of its own agreement", """
            SELECT i.scope || '/' || i.key FROM idempotency i JOIN payment p ON p.id = i.payment_id
            WHERE i.scope LIKE 'a:%' AND i.scope <> 'a:' || p.agreement_id
            """),
        new("I-13", "a payment is authorized at most once", "SELECT payment_id FROM entry WHERE kind IN (2, 4) GROUP BY payment_id HAVING count(*) > 1"),
        new("I-14", "transaction numbers are unique", "SELECT number FROM payment GROUP BY number HAVING count(*) > 1"),
        new("I-14", "a suggested order reference is given once per point and day", """
            SELECT point_of_sale_id || '/' || order_day || '/' || order_sequence FROM payment WHERE order_suggested
            GROUP BY point_of_sale_id, order_day, order_sequence HAVING count(*) > 1
            """),
        new("I-15", "only listed transitions happened", $"""
            SELECT payment_id || '/' || version FROM payment_fact
            WHERE coalesce(from_status, 0) * 10000 + kind * 100 + to_status NOT IN ({Transitions()})
            """),
        new("I-15", "facts have no gap and each starts where the one before ended", """
            SELECT payment_id || '/' || version FROM (
                SELECT payment_id, version, from_status, row_number() OVER (PARTITION BY payment_id ORDER BY version) AS place,
                    lag(to_status) OVER (PARTITION BY payment_id ORDER BY version) AS before FROM payment_fact) AS x
            WHERE version <> place OR coalesce(from_status, 0) <> coalesce(before, 0)
            """),
        new("I-15", "the last fact is the payment's state", """
            SELECT p.id FROM payment p LEFT JOIN payment_fact f ON f.payment_id = p.id AND f.version = p.version
                LEFT JOIN payment_fact later ON later.payment_id = p.id AND later.version = p.version + 1
            WHERE f.to_status IS NULL OR f.to_status <> p.status OR later.version IS NOT NULL
            """),
        new("I-16", "nothing happens after the end", "SELECT payment_id || '/' || version FROM payment_fact WHERE from_status >= 3"),
        new("I-16", "no money of a payment moves beside its facts", """
            SELECT e.id FROM entry e LEFT JOIN payment_fact f ON f.payment_id = e.payment_id AND f.version = e.payment_version
            WHERE e.kind BETWEEN 2 AND 5 AND (f.payment_id IS NULL OR e.kind <> CASE f.kind WHEN 2 THEN 2 WHEN 3 THEN 4 WHEN 7 THEN 3 WHEN 8 THEN 5 WHEN 6 THEN 5 ELSE 0 END)
            """),
        new("I-17", "the money of every payment is where its state says", """
            SELECT x.id FROM payment x LEFT JOIN (
                SELECT e.payment_id, sum(CASE WHEN p.account = 3 THEN p.amount_cents ELSE 0 END) AS held,
                    sum(CASE WHEN p.account = 4 THEN p.amount_cents ELSE 0 END) AS owed, sum(CASE WHEN p.account = 2 THEN p.amount_cents ELSE 0 END) AS wallet
                FROM entry e JOIN posting p ON p.entry_id = e.id WHERE e.kind BETWEEN 2 AND 5 GROUP BY e.payment_id) AS m ON m.payment_id = x.id
            WHERE coalesce(m.held, 0) <> CASE WHEN x.status = 2 THEN coalesce(x.authorized_cents, 0) ELSE 0 END
                OR coalesce(m.owed, 0) <> CASE WHEN x.status = 3 THEN coalesce(x.captured_cents, 0) ELSE 0 END
                OR -coalesce(m.wallet, 0) <> CASE x.status WHEN 2 THEN coalesce(x.authorized_cents, 0) WHEN 3 THEN coalesce(x.captured_cents, 0) ELSE 0 END
            """),
        new("I-17", "a payment has the amounts and the payer that its state needs", """
            SELECT id FROM payment WHERE (status IN (2, 3)) AND (authorized_cents IS NULL OR payer_id IS NULL OR paid_at IS NULL)
                OR (status = 2 AND capture_by IS NULL) OR (status IN (1, 4) AND (authorized_cents IS NOT NULL OR payer_id IS NOT NULL))
                OR ((status = 3) <> (captured_cents IS NOT NULL))
            """),
        new("I-17", "nothing is held, in any year, for a payment that does not wait for the merchant", """
            SELECT p.owner_id || '/' || p.issue_year FROM posting p LEFT JOIN payment x ON x.id = p.owner_id
            WHERE p.account = 3 AND coalesce(x.status, 0) <> 2 GROUP BY p.owner_id, p.issue_year HAVING sum(p.amount_cents) <> 0
            """),
        new("REF", "every fact, entry and letter about a payment has it", """
            SELECT 'fact ' || f.payment_id FROM payment_fact f LEFT JOIN payment p ON p.id = f.payment_id WHERE p.id IS NULL
            UNION ALL SELECT 'entry ' || e.id FROM entry e LEFT JOIN payment p ON p.id = e.payment_id WHERE e.payment_id IS NOT NULL AND p.id IS NULL
            UNION ALL SELECT 'letter ' || l.id FROM letter l LEFT JOIN payment_fact f ON f.payment_id = l.payment_id AND f.version = l.payment_version
                WHERE l.payment_id IS NOT NULL AND f.payment_id IS NULL
            """),
        new("REF", "every posting has its entry and its owner", """
            SELECT 'entry ' || p.entry_id FROM posting p LEFT JOIN entry e ON e.id = p.entry_id WHERE e.id IS NULL
            UNION ALL SELECT 'customer ' || p.owner_id FROM posting p LEFT JOIN customer c ON c.id = p.owner_id WHERE p.account = 2 AND c.id IS NULL
            UNION ALL SELECT 'payment ' || p.owner_id FROM posting p LEFT JOIN payment x ON x.id = p.owner_id WHERE p.account = 3 AND x.id IS NULL
            UNION ALL SELECT 'agreement ' || p.owner_id FROM posting p LEFT JOIN agreement a ON a.id = p.owner_id WHERE p.account = 4 AND a.id IS NULL
            """),
        new("REF", "every payment has its point of sale, of its agreement, and its customers", """
            SELECT p.id FROM payment p LEFT JOIN point_of_sale s ON s.id = p.point_of_sale_id AND s.agreement_id = p.agreement_id
                LEFT JOIN customer payer ON payer.id = p.payer_id LEFT JOIN customer asked ON asked.id = p.addressee_id
            WHERE s.id IS NULL OR (p.payer_id IS NOT NULL AND payer.id IS NULL) OR (p.addressee_id IS NOT NULL AND asked.id IS NULL)
            """),
        new("REF", "every wallet has its customer", "SELECT w.customer_id FROM wallet w LEFT JOIN customer c ON c.id = w.customer_id WHERE c.id IS NULL"),
    ];

    public static readonly IReadOnlyList<LedgerInvariant> PostgresOnly =
    [
        new("I-08", "amounts are whole cents of 64 bits", """
            SELECT table_name || '.' || column_name FROM information_schema.columns
            WHERE table_schema = current_schema() AND column_name LIKE '%\_cents' AND data_type <> 'bigint'
            """),
    ];

    public static readonly IReadOnlyList<LedgerInvariant> SqliteOnly =
    [
        new("I-08", "amounts are whole cents of 64 bits", """
            SELECT t.name || '.' || c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND c.name LIKE '%\_cents' ESCAPE '\' AND c.type <> 'INTEGER'
            UNION ALL SELECT 'posting ' || entry_id FROM posting WHERE typeof(amount_cents) <> 'integer'
            UNION ALL SELECT 'wallet ' || customer_id FROM wallet WHERE typeof(available_cents) <> 'integer'
            UNION ALL SELECT 'payment ' || id FROM payment WHERE typeof(requested_cents) <> 'integer'
                OR typeof(authorized_cents) NOT IN ('integer', 'null') OR typeof(captured_cents) NOT IN ('integer', 'null')
            """),
    ];

    /// <summary>The table of the domain, and the facts that change no state, as from · kind · to.</summary>
    private static string Transitions()
    {
        var listed = PaymentTransitions.Table.Select(line => Code((int?)line.From ?? 0, KindOf(line.Action), (int)line.To));
        var still = from kind in (PaymentFactKind[])[PaymentFactKind.ChannelChanged, PaymentFactKind.RequestMailed, PaymentFactKind.RequestSentAgain]
                    select Code((int)PaymentStatus.AwaitingCustomer, kind, (int)PaymentStatus.AwaitingCustomer);
        return string.Join(", ", listed.Concat(still));
    }

    private static string Code(int from, PaymentFactKind kind, int to) => (from * 10_000 + (int)kind * 100 + to).ToString(CultureInfo.InvariantCulture);

    private static PaymentFactKind KindOf(PaymentAction action) => action switch
    {
        PaymentAction.Create => PaymentFactKind.Created,
        PaymentAction.Authorize => PaymentFactKind.Authorized,
        PaymentAction.AuthorizeAndCapture => PaymentFactKind.AuthorizedAndCaptured,
        PaymentAction.Decline => PaymentFactKind.Declined,
        PaymentAction.Cancel => PaymentFactKind.Canceled,
        PaymentAction.Expire => PaymentFactKind.Expired,
        PaymentAction.Capture => PaymentFactKind.Captured,
        PaymentAction.Void => PaymentFactKind.Voided,
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "An action without a fact."),
    };
}
