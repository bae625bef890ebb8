using System.Security.Cryptography;
using Guichet.App.Access;
using Guichet.App.Merchants;
using Guichet.App.Storage;
using Guichet.App.Storage.Desk;
using Guichet.Domain;
using Guichet.Domain.Payments;

namespace Guichet.App.Payments;

/// <summary>Makes a request for an amount from the merchant's form: once per key, however often it is pressed.</summary>
public sealed class CreatePayment
{
    private readonly Desk _desk;
    private readonly IdSource _ids;
    private readonly RequestLinks _links;
    private readonly FindAddressee _addressees;
    private readonly CollectGate _gate;
    private readonly IssuerRules _rules;

    internal CreatePayment(Desk desk, IdSource ids, RequestLinks links, FindAddressee addressees, CollectGate gate, IssuerRules rules) =>
        (_desk, _ids, _links, _addressees, _gate, _rules) = (desk, ids, links, addressees, gate, rules);

    /// <summary>
    /// Refuses what <see cref="PaymentForm.Check"/> refuses (the first of them; pages show them all before), customer_unknown, too_many_attempts,
    /// not_found (a point outside the scope), suspended, point_closed, idempotency_mismatch, unavailable.
    /// </summary>
    /// <param name="key">The draft's id: the same form makes one payment.</param>
    public async Task<Result<Payment>> RunAsync(MerchantActor actor, long pointOfSaleId, PaymentForm form, string key)
    {
        if (actor.Lacks(Permission.Collect) is { } forbidden)
        {
            return forbidden;
        }

        var check = form.Check(_rules);
        if (check.Value is not { } request)
        {
            return check.Refusals[0];
        }

        if (!await _addressees.SeesPointAsync(actor, pointOfSaleId))
        {
            return RefusalCode.NotFound;
        }

        await _gate.LookAsync();
        if (!(await _addressees.RunAsync(actor, request.Channel, request.Contact)).TryGet(out var addressee, out var unknown))
        {
            return unknown;
        }

        var id = await _ids.NextAsync(IdKind.Payment);
        // A request that only its addressee may pay needs no link that opens it for a bearer.
        var tokenHash = addressee.CustomerId is null ? RequestLinks.Hash(_links.Token(id, 1)) : null;
        return await _desk.SubmitForPaymentAsync(new CreateCommand(actor, pointOfSaleId, request, addressee, id, tokenHash, _gate, _rules)
        {
            Key = new SubmitKey(actor.KeyScope, key, form.ContentHash(pointOfSaleId)),
            SuggestsForPointOfSaleId = request.ReferenceIsSuggestion ? pointOfSaleId : null,
        });
    }

    private sealed record CreateCommand(
        MerchantActor Actor, long PointOfSaleId, CheckedPaymentForm Request, Addressee Addressee, long Id, string? TokenHash, CollectGate Gate, IssuerRules Rules) : DeskCommand
    {
        public override Result<DeskDecision> Decide(DeskState state, DateTimeOffset now)
        {
            if (Gate.Check(Actor.AgreementId, PointOfSaleId) is { } stopped)
            {
                return stopped;
            }

            var details = Request.Details;
            if (Request.ReferenceIsSuggestion)
            {
                var day = SuggestedReference.DayNumber(ParisCalendar.DayOf(now));
                details = details with { OrderReference = new SuggestedReference(day, state.NextSequence(PointOfSaleId, day)).ToString() };
            }

            // A fresh number at every attempt: a collision with another payment's is then cured by the desk's retry.
            var number = TransactionNumber.From(new UInt128(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)), BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8))));
            var created = PaymentRequests.Create(
                new NewPayment(Id, number, Actor.AgreementId, PointOfSaleId, Request.Terms, Request.Amount, details, Addressee, Request.NotifyEmail, TokenHash),
                Rules, Actor.Trace, now);
            return created.TryGet(out var decision, out var refusal)
                ? DeskDecision.OfPayment(decision) with { OrderSuggested = Request.ReferenceIsSuggestion }
                : refusal;
        }
    }
}
