using Guichet.App.Access;
using Guichet.App.Storage.Desk;
using Guichet.Domain;
using Guichet.Domain.Payments;

namespace Guichet.App.Payments;

/// <summary>
/// «Nous vérifions votre paiement…»: a confirmation was sent, and its answer was lost. Asked with the ticket, this tells the truth for good: either the payment happened,
/// or it never will by that ticket, for its key is used up in the same commit and a confirmation that is still on its way somewhere is refused. Moves no money.
/// </summary>
public sealed class WithdrawApproval
{
    private readonly Desk _desk;

    internal WithdrawApproval(Desk desk) => _desk = desk;

    /// <summary>
    /// Refuses idempotency_mismatch when the ticket was used first (the payment tells what came of it), not_found, unavailable, idempotency_in_progress, outcome_unknown.
    /// </summary>
    /// <param name="ticket">The customer's own.</param>
    /// <returns>The payment, which that ticket can no longer change.</returns>
    public Task<Result<Payment>> RunAsync(CustomerActor actor, ApprovalTicket ticket) =>
        _desk.SubmitForPaymentAsync(new WithdrawCommand(actor, ticket.Token is null ? null : RequestLinks.Hash(ticket.Token))
        {
            PaymentId = ticket.PaymentId,
            CustomerId = actor.CustomerId, // the same lane as the approval: one after the other
            Key = new SubmitKey(actor.KeyScope, ticket.Key, RequestLinks.Hash($"withdraw {ticket.PaymentId}")),
        });
}

internal sealed record WithdrawCommand(CustomerActor Actor, string? TokenHash) : DeskCommand
{
    public override Result<DeskDecision> Decide(DeskState state, DateTimeOffset now) =>
        state.Payment(PaymentId!.Value) is not { } payment || !PaymentAccess.MayPay(payment, Actor.CustomerId, TokenHash) ? RefusalCode.NotFound
        : payment.Status == PaymentStatus.AwaitingCustomer ? DeskDecision.KeyOf(payment)
        : DeskDecision.Nothing(payment); // it ended: no ticket can change it
}
