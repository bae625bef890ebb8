namespace Guichet.Domain.Ledger;

/// <summary>Kinds of account. Stored: never renumber.</summary>
public enum AccountKind
{
    VouchersInCirculation = 1,
    WalletAvailable = 2,
    Held = 3,
    OwedToMerchant = 4,
    LapsedVouchers = 5,
    Bank = 6,
    Commission = 7,
}

/// <summary>Kinds of entry. Stored: never renumber.</summary>
public enum EntryKind
{
    VoucherCredit = 1,
    Authorization = 2,
    Capture = 3,
    AuthorizationAndCapture = 4,
    Release = 5,
    VoucherLapse = 6,
    Refund = 7,
    Payout = 8,
}

/// <param name="Kind">What is kept there.</param>
/// <param name="OwnerId">Customer, payment or agreement by kind; 0 for the issuer's own accounts.</param>
/// <param name="IssueYear">Year of the titles for wallet and held accounts; 0 elsewhere.</param>
public readonly record struct LedgerAccount(AccountKind Kind, long OwnerId, int IssueYear)
{
    public static readonly LedgerAccount VouchersInCirculation = new(AccountKind.VouchersInCirculation, 0, 0);
    public static LedgerAccount WalletAvailable(long customerId, int issueYear) => new(AccountKind.WalletAvailable, customerId, issueYear);
    public static LedgerAccount Held(long paymentId, int issueYear) => new(AccountKind.Held, paymentId, issueYear);
    public static LedgerAccount OwedToMerchant(long agreementId) => new(AccountKind.OwedToMerchant, agreementId, 0);
}

/// <summary>One line of an entry: negative leaves the account (debit, «from»), positive arrives (credit, «to»).</summary>
public readonly record struct Posting(LedgerAccount Account, Money Amount);

/// <summary>One change of money: postings that sum to zero. Append only.</summary>
public sealed class LedgerEntry
{
    public EntryKind Kind { get; }
    public IReadOnlyList<Posting> Postings { get; }

    /// <exception cref="InvalidOperationException">It does not balance (I-01): a bug, stopped before anything is written.</exception>
    public LedgerEntry(EntryKind kind, IEnumerable<Posting> postings)
    {
        Kind = kind;
        Postings = [.. postings.Where(p => !p.Amount.IsZero)];
        if (Postings.Count < 2 || !Money.Sum(Postings.Select(p => p.Amount)).IsZero)
        {
            throw new InvalidOperationException($"A {kind} entry does not balance.");
        }
    }
}
