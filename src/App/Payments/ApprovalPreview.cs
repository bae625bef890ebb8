using Guichet.App.Access;
using Guichet.App.Wallets;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Domain.Wallets;

namespace Guichet.App.Payments;

/// <summary>
/// What approving would answer, before the code is asked: the very decision of <see cref="ApprovePayment"/>, taken on what was read and written nowhere,
/// so that pages refuse what the desk would refuse. The desk decides again on locked rows.
/// </summary>
public static class ApprovalPreview
{
    /// <summary>Refuses what <see cref="PaymentDecisions.Approve"/> refuses.</summary>
    public static Result<Money> Of(CustomerActor actor, Payment payment, WalletView wallet, Money amount, DateTimeOffset now) =>
        PaymentDecisions.Approve(payment, new Wallet(actor.CustomerId, wallet.Spendable) { IsBlocked = wallet.IsBlocked }, amount, actor.Trace, now).TryGet(out _, out var refusal) ? amount : refusal;

    /// <summary>The most that the customer can approve: the request, or the balance where it may be lowered; zero when approving is not possible.</summary>
    public static Money Most(Payment payment, WalletView wallet) =>
        wallet.IsBlocked ? Money.Zero
        : wallet.Balance >= payment.Amounts.Requested ? payment.Amounts.Requested
        : payment.Terms.CustomerMayLower ? wallet.Balance
        : Money.Zero;
}
