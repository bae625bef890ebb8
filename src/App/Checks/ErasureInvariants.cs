namespace Guichet.App.Checks;

/// <summary>What must not be left of a customer who closed the account (I-53). Letter 96 is the last one, which alone knows the address until it has left.</summary>
internal static class ErasureInvariants
{
    public static readonly IReadOnlyList<LedgerInvariant> All =
    [
        new("I-53", "a closed account has no name, no address and no key", """
            SELECT 'customer ' || c.id FROM customer c WHERE c.closed_at IS NOT NULL AND (c.email IS NOT NULL OR c.first_name <> '' OR c.last_name <> '')
            UNION ALL SELECT 'account ' || a.id FROM account a JOIN customer c ON c.id = a.customer_id WHERE c.closed_at IS NOT NULL AND (a.email IS NOT NULL OR a.normalized_email IS NOT NULL
                OR a.phone_number IS NOT NULL OR a.first_name <> '' OR a.last_name <> '' OR a.password_hash IS NOT NULL OR a.pin_hash IS NOT NULL OR a.user_name LIKE 'c:%')
            UNION ALL SELECT 'session ' || a.id FROM session x JOIN account a ON a.id = x.account_id JOIN customer c ON c.id = a.customer_id WHERE c.closed_at IS NOT NULL
            UNION ALL SELECT 'device ' || a.id FROM known_device x JOIN account a ON a.id = x.account_id JOIN customer c ON c.id = a.customer_id WHERE c.closed_at IS NOT NULL
            UNION ALL SELECT 'passkey ' || a.id FROM account_passkey x JOIN account a ON a.id = x.user_id JOIN customer c ON c.id = a.customer_id WHERE c.closed_at IS NOT NULL
            """),
        new("I-53", "no payment, fact or letter tells who a closed account was", """
            WITH theirs AS (
                SELECT p.id, p.contact, p.addressee_email, a.id AS account_id FROM customer c LEFT JOIN account a ON a.customer_id = c.id JOIN payment p ON p.payer_id = c.id WHERE c.closed_at IS NOT NULL
                UNION ALL SELECT p.id, p.contact, p.addressee_email, a.id FROM customer c LEFT JOIN account a ON a.customer_id = c.id
                    JOIN payment p ON p.addressee_id = c.id AND p.payer_id IS NULL WHERE c.closed_at IS NOT NULL)
            SELECT 'payment ' || t.id FROM theirs t WHERE t.contact IS NOT NULL OR t.addressee_email IS NOT NULL
            UNION ALL SELECT 'fact ' || f.payment_id FROM theirs t JOIN payment_fact f ON f.payment_id = t.id WHERE f.detail IS NOT NULL OR (f.account_id = t.account_id AND f.address IS NOT NULL)
            UNION ALL SELECT 'letter ' || l.id FROM customer c JOIN account a ON a.customer_id = c.id JOIN letter l ON l.account_id = a.id
                WHERE c.closed_at IS NOT NULL AND (l.address IS NOT NULL OR l.payload IS NOT NULL) AND NOT (l.kind = 96 AND l.state = 1)
            UNION ALL SELECT 'block ' || b.customer_id FROM wallet_block b JOIN customer c ON c.id = b.customer_id WHERE c.closed_at IS NOT NULL AND (b.address IS NOT NULL OR b.reason IS NOT NULL)
            """),
        new("I-53", "nothing is reserved for a closed account", """
            SELECT p.id FROM payment p JOIN customer c ON c.id = p.payer_id WHERE c.closed_at IS NOT NULL AND p.status = 2
            """),
    ];
}
