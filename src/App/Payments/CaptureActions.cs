using Guichet.App.Access;
using Guichet.App.Storage.Desk;
using Guichet.Domain;
using Guichet.Domain.Payments;

namespace Guichet.App.Payments;

/// <summary>
/// «Valider»: keeps what the customer paid, or less of it; the rest goes back at once. Repeated with the same amount it answers with the payment as it is.
/// Refuses amount_invalid, text_invalid beside «reason», amount_above_authorized, not_found, not_possible_in_state, shown_state_changed, capture_limit_passed, forbidden, unavailable.
/// </summary>
public sealed class CapturePayment
{
    private readonly Desk _desk;
    private readonly PaymentNumbers _numbers;

    internal CapturePayment(Desk desk, PaymentNumbers numbers) => (_desk, _numbers) = (desk, numbers);

    /// <param name="shownVersion">Of the payment as the merchant saw it; null when nothing was shown.</param>
    /// <param name="typedReason">For the customer, who reads it beside what was kept and in the letter.</param>
    public async Task<Result<Payment>> RunAsync(MerchantActor actor, string number, string? typedAmount, int? shownVersion = null, string? typedReason = null)
    {
        if (actor.Lacks(Permission.Capture) is { } forbidden)
        {
            return forbidden;
        }

        if (!MoneyText.TryParse(typedAmount, out var amount))
        {
            return RefusalCode.AmountInvalid;
        }

        if (!Texts.ReasonToCustomer(typedReason).TryGet(out var reason, out var invalid))
        {
            return invalid;
        }

        return await _numbers.IdOfAsync(number) is { } id
            ? await _desk.SubmitForPaymentAsync(new MerchantPaymentCommand(actor, (payment, now) => Decide(actor, payment, amount, reason, now)) { PaymentId = id, ShownVersion = shownVersion })
            : RefusalCode.NotFound;
    }

    /// <summary>Null when the actor may validate this payment; else forbidden, with the right and the cashier's limit.</summary>
    public static Refusal? Forbids(MerchantActor actor, Payment payment) => RolePermissions.CheckCapture(actor.Role, actor.CaptureLimit, payment.Amounts.Authorized ?? Money.Zero);

    private static Result<PaymentDecision> Decide(MerchantActor actor, Payment payment, Money amount, string? reason, DateTimeOffset now) =>
        Forbids(actor, payment) is { } forbidden ? forbidden : PaymentDecisions.Capture(payment, amount, actor.Trace, now, reason);
}

/// <summary>«Annuler» after the customer paid: gives all of it back. Refuses text_invalid beside «reason», not_found, not_possible_in_state, shown_state_changed, capture_limit_passed, forbidden, unavailable.</summary>
public sealed class VoidPayment
{
    private readonly Desk _desk;
    private readonly PaymentNumbers _numbers;

    internal VoidPayment(Desk desk, PaymentNumbers numbers) => (_desk, _numbers) = (desk, numbers);

    /// <param name="shownVersion">Of the payment as the merchant saw it; null when nothing was shown.</param>
    /// <param name="typedReason">For the customer, who reads it beside what came back and in the letter.</param>
    public async Task<Result<Payment>> RunAsync(MerchantActor actor, string number, int? shownVersion = null, string? typedReason = null) =>
        actor.Lacks(Permission.Cancel) is { } forbidden ? forbidden
        : !Texts.ReasonToCustomer(typedReason).TryGet(out var reason, out var invalid) ? invalid
        : await _numbers.IdOfAsync(number) is { } id
            ? await _desk.SubmitForPaymentAsync(new MerchantPaymentCommand(actor, (payment, now) => PaymentDecisions.Void(payment, actor.Trace, now, reason)) { PaymentId = id, ShownVersion = shownVersion })
            : RefusalCode.NotFound;
}
