using Guichet.Domain.Ledger;
using Guichet.Domain.Wallets;

namespace Guichet.Domain.Payments;

/// <summary>What an action changes, all of it or nothing: written in one commit by the desk.</summary>
public sealed record PaymentDecision
{
    public required Payment After { get; init; }

    /// <summary>Null when the action had already happened: nothing is written and the caller gets the payment as it is.</summary>
    public PaymentFact? Fact { get; init; }

    public LedgerEntry? Entry { get; init; }

    /// <summary>Changes of the payer's wallet by year, negative spent.</summary>
    public IReadOnlyList<VoucherPart> WalletChanges { get; init; } = [];

    public IReadOnlyList<PaymentLetter> Letters { get; init; } = [];

    public static PaymentDecision AlreadyDone(Payment payment) => new() { After = payment };
}
