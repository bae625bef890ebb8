using Guichet.App.Access;
using Guichet.App.Merchants;
using Guichet.App.Storage.Desk;
using Guichet.Domain;
using Guichet.Domain.Payments;

namespace Guichet.App.Payments;

/// <summary>A merchant's action on one payment. What is outside the actor's scope does not exist.</summary>
internal sealed record MerchantPaymentCommand(MerchantActor Actor, Func<Payment, DateTimeOffset, Result<PaymentDecision>> Action) : DeskCommand
{
    /// <summary>Of the payment as the merchant saw it; null when nothing was shown.</summary>
    public int? ShownVersion { get; init; }

    /// <summary>Of what asks for money; null for what leads money that was paid to its end, which a suspended merchant may.</summary>
    public CollectGate? Gate { get; init; }

    public override Result<DeskDecision> Decide(DeskState state, DateTimeOffset now) =>
        state.Payment(PaymentId!.Value) is not { } payment || !Actor.MaySee(payment.AgreementId, payment.PointOfSaleId) ? RefusalCode.NotFound
        : Gate?.Check(payment.AgreementId, payment.PointOfSaleId) is { } stopped ? stopped
        : PaymentCommands.ToDesk(PaymentDecisions.AsShown(payment, ShownVersion, Action(payment, now)));
}

/// <summary>A customer's action on one payment. A request that is not the customer's to pay does not exist.</summary>
/// <param name="TokenHash">Of the link that the customer came by; null from the list of waiting requests.</param>
internal sealed record CustomerPaymentCommand(CustomerActor Actor, string? TokenHash, Func<Payment, DeskState, DateTimeOffset, Result<PaymentDecision>> Action) : DeskCommand
{
    /// <summary>Of paying; null for refusing, which is always possible.</summary>
    public CollectGate? Gate { get; init; }

    public override Result<DeskDecision> Decide(DeskState state, DateTimeOffset now) =>
        state.Payment(PaymentId!.Value) is not { } payment || !PaymentAccess.MayPay(payment, Actor.CustomerId, TokenHash) ? RefusalCode.NotFound
        : Gate?.Check(payment.AgreementId, payment.PointOfSaleId) is { } stopped ? stopped with { Arguments = [] } // why is between the agency and the merchant
        : PaymentCommands.ToDesk(Action(payment, state, now));
}

/// <summary>The clock's action on one payment.</summary>
internal sealed record ClockPaymentCommand : DeskCommand
{
    public override bool IsOfClock => true;

    public override Result<DeskDecision> Decide(DeskState state, DateTimeOffset now) =>
        state.Payment(PaymentId!.Value) is { } payment ? DeskDecision.OfPayment(PaymentDecisions.Expire(payment, now)) : RefusalCode.NotFound;
}

internal static class PaymentCommands
{
    public static Result<DeskDecision> ToDesk(Result<PaymentDecision> decision) =>
        decision.TryGet(out var value, out var refusal) ? DeskDecision.OfPayment(value) : refusal;

    /// <summary>The payment after an action on one.</summary>
    public static async Task<Result<Payment>> SubmitForPaymentAsync(this Desk desk, DeskCommand command)
    {
        var answer = await desk.SubmitAsync(command);
        return answer.TryGet(out var payment, out var refusal) ? payment! : refusal;
    }
}
