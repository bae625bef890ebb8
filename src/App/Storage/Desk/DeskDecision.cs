using Guichet.Domain.Ledger;
using Guichet.Domain.Payments;
using Guichet.Domain.Wallets;

namespace Guichet.App.Storage.Desk;

/// <summary>What a command writes: about a payment (<see cref="OfPayment"/>) or about a wallet alone (<see cref="OfWallet"/>).</summary>
internal sealed record DeskDecision
{
    /// <summary>The payment after; null for a change of a wallet alone.</summary>
    public Payment? After { get; private init; }

    public PaymentFact? Fact { get; private init; }
    public LedgerEntry? Entry { get; private init; }
    public long? WalletId { get; private init; }
    public IReadOnlyList<VoucherPart> WalletChanges { get; private init; } = [];
    public IReadOnlyList<PaymentLetter> Letters { get; private init; } = [];

    /// <summary>The order reference was the untouched suggestion: no other payment of the point and day may have it.</summary>
    public bool OrderSuggested { get; init; }

    /// <summary>Nothing to write: it had already happened.</summary>
    public bool IsEmpty => Fact is null && Entry is null;

    /// <summary>Of an empty decision: its key is written all the same, so that whatever comes later with that key and other content is refused.</summary>
    public bool TakesKey { get; private init; }

    /// <summary>The key is used up; the payment stays as it is.</summary>
    public static DeskDecision KeyOf(Payment payment) => new() { After = payment, TakesKey = true };

    /// <summary>Nothing is written, and the answer is the payment as it is.</summary>
    public static DeskDecision Nothing(Payment payment) => new() { After = payment };

    public static DeskDecision OfPayment(PaymentDecision decision) => new()
    {
        After = decision.After,
        Fact = decision.Fact,
        Entry = decision.Entry,
        WalletId = decision.WalletChanges.Count > 0 ? decision.After.PayerId : null,
        WalletChanges = decision.WalletChanges,
        Letters = decision.Letters,
    };

    public static DeskDecision OfWallet(long customerId, LedgerEntry entry, IReadOnlyList<VoucherPart> changes) =>
        new() { Entry = entry, WalletId = customerId, WalletChanges = changes };
}
