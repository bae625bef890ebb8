using Guichet.App.Access;
using Guichet.App.Merchants;
using Guichet.App.Storage.Desk;
using Guichet.Domain;
using Guichet.Domain.Payments;

namespace Guichet.App.Payments;

/// <summary>
/// The customer pays: Authorize or AuthorizeAndCapture by the payment's terms. The code has been checked before, for this very amount and payee (I-40).
/// Refuses not_found, amount_*, insufficient_balance, not_possible_in_state, payment_limit_passed, suspended and point_closed (without why),
/// idempotency_mismatch, unavailable.
/// </summary>
public sealed class ApprovePayment
{
    private readonly Desk _desk;
    private readonly CollectGate _gate;

    internal ApprovePayment(Desk desk, CollectGate gate) => (_desk, _gate) = (desk, gate);

    /// <param name="token">Of the link that the customer came by; null from the list of waiting requests.</param>
    /// <param name="key">Made with the confirmation page: a double tap, or a lost answer asked again, pays once.</param>
    public async Task<Result<Payment>> RunAsync(CustomerActor actor, long paymentId, string? token, Money amount, string key)
    {
        await _gate.LookAsync();
        var tokenHash = token is null ? null : RequestLinks.Hash(token);
        return await _desk.SubmitForPaymentAsync(new CustomerPaymentCommand(actor, tokenHash,
            (payment, state, now) => PaymentDecisions.Approve(payment, state.Wallet(actor.CustomerId), amount, actor.Trace, now))
        {
            Gate = _gate,
            PaymentId = paymentId,
            CustomerId = actor.CustomerId,
            Key = new SubmitKey(actor.KeyScope, key, RequestLinks.Hash($"{paymentId} {amount.Cents}")),
        });
    }
}

/// <summary>The customer refuses. Refuses not_found, not_possible_in_state, payment_limit_passed, unavailable.</summary>
public sealed class DeclinePayment
{
    private readonly Desk _desk;

    internal DeclinePayment(Desk desk) => _desk = desk;

    public Task<Result<Payment>> RunAsync(CustomerActor actor, long paymentId, string? token)
    {
        var tokenHash = token is null ? null : RequestLinks.Hash(token);
        return _desk.SubmitForPaymentAsync(new CustomerPaymentCommand(actor, tokenHash,
            (payment, _, now) => PaymentDecisions.Decline(payment, actor.CustomerId, actor.Trace, now)) { PaymentId = paymentId });
    }
}
