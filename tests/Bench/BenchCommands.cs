using Guichet.App.Storage.Desk;
using Guichet.Domain;
using Guichet.Domain.Access;
using Guichet.Domain.Payments;
using Guichet.Domain.Wallets;

namespace Guichet.Bench;

/// <summary>A merchant asks for 40,00 € with the suggested reference and a QR code, as the portal does.</summary>
internal sealed record CreateLoad(long Id, long AgreementId, long PointOfSaleId, string Number, string TokenHash) : DeskCommand
{
    private static readonly Trace Till = new(ActorKind.Merchant, 1, Door.Portal, "192.0.2.7");

    public override Result<DeskDecision> Decide(DeskState state, DateTimeOffset now)
    {
        var day = SuggestedReference.DayNumber(ParisCalendar.DayOf(now));
        var reference = new SuggestedReference(day, state.NextSequence(PointOfSaleId, day)).ToString();
        NewPayment request = new(Id, Number, AgreementId, PointOfSaleId, PaymentTerms.ImmediateAutomatic, new Money(40_00),
            new PaymentDetails(reference, null, null, null), Addressee.ShownAsQrCode, null, TokenHash);
        return PaymentRequests.Create(request, IssuerRules.Default, Till, now).TryGet(out var decision, out var refusal)
            ? DeskDecision.OfPayment(decision) with { OrderSuggested = true } : refusal;
    }
}

/// <summary>A customer pays 30,00 € of it.</summary>
internal sealed record ApproveLoad : DeskCommand
{
    private static readonly Trace Phone = new(ActorKind.Customer, 2, Door.App, "192.0.2.8");

    public override Result<DeskDecision> Decide(DeskState state, DateTimeOffset now) =>
        PaymentDecisions.Approve(state.Payment(PaymentId!.Value)!, state.Wallet(CustomerId!.Value), new Money(30_00), Phone, now).TryGet(out var decision, out var refusal)
            ? DeskDecision.OfPayment(decision) : refusal;
}

/// <summary>A customer gets titles of this year.</summary>
internal sealed record CreditLoad(long Cents) : DeskCommand
{
    public override Result<DeskDecision> Decide(DeskState state, DateTimeOffset now)
    {
        var part = new VoucherPart(now.Year, new Money(Cents));
        return DeskDecision.OfWallet(CustomerId!.Value, VoucherCredit.Entry(CustomerId!.Value, part), [part]);
    }
}
