using Guichet.App.Access;
using Guichet.App.Merchants;
using Guichet.App.Storage;
using Guichet.App.Storage.Desk;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments;

/// <summary>
/// «Renvoyer»: the letter of a waiting request once more, to the same addressee. Once per key, at most <see cref="PaymentRequests.MaxResends"/> times.
/// Refuses not_found, not_possible_in_state, payment_limit_passed, too_many_attempts (minutes), resends_used_up, suspended, point_closed, idempotency_mismatch, unavailable.
/// </summary>
public sealed class SendRequestAgain
{
    /// <summary>How often something else may happen to the payment between the look at its past and the decision.</summary>
    private const int Tries = 5;

    /// <summary>Never shown: the decision was about a past that is not the whole past any more.</summary>
    private static readonly Refusal PastChanged = new(RefusalCode.ShownStateChanged);

    private readonly Desk _desk;
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly CollectGate _gate;

    internal SendRequestAgain(Desk desk, IDbContextFactory<AppDb> databases, CollectGate gate) => (_desk, _databases, _gate) = (desk, databases, gate);

    /// <param name="key">Made with the form: a second press sends nothing more.</param>
    public async Task<Result<Payment>> RunAsync(MerchantActor actor, string number, string key)
    {
        if (actor.Lacks(Permission.Collect) is { } forbidden)
        {
            return forbidden;
        }

        await _gate.LookAsync();
        for (var tries = 1; ; tries++)
        {
            if (await PastAsync(actor, number) is not { } past)
            {
                return RefusalCode.NotFound;
            }

            var answer = await _desk.SubmitForPaymentAsync(new AgainCommand(actor, past, _gate)
            {
                PaymentId = past.PaymentId,
                Key = new SubmitKey(actor.KeyScope, key, RequestLinks.Hash($"send again {past.PaymentId}")),
            });
            if (answer.Refusal != PastChanged || tries == Tries)
            {
                return answer.Refusal == PastChanged ? RefusalCode.Unavailable : answer;
            }
        }
    }

    private async Task<Past?> PastAsync(MerchantActor actor, string number)
    {
        if (!TransactionNumber.IsWellFormed(number))
        {
            return null;
        }

        await using var db = await _databases.CreateDbContextAsync();
        if (await ReadPayment.InScope(db, actor).Where(p => p.Number == number).Select(p => (long?)p.Id).SingleOrDefaultAsync() is not { } id)
        {
            return null;
        }

        var facts = await db.PaymentFacts.Where(f => f.PaymentId == id).OrderBy(f => f.Version).Select(f => new { f.Version, f.Kind, f.At }).ToListAsync();
        return new Past(id, facts[^1].Version, [.. facts.Select(f => (f.Kind, f.At))]);
    }

    /// <summary>The desk locks and loads payments, not their facts: what was read before counts as long as the version is still that of the last fact read.</summary>
    private sealed record Past(long PaymentId, int Version, IReadOnlyList<(PaymentFactKind Kind, DateTimeOffset At)> Facts);

    private sealed record AgainCommand(MerchantActor Actor, Past Past, CollectGate Gate) : DeskCommand
    {
        public override Result<DeskDecision> Decide(DeskState state, DateTimeOffset now) =>
            state.Payment(Past.PaymentId) is not { } payment || !Actor.MaySee(payment.AgreementId, payment.PointOfSaleId) ? RefusalCode.NotFound
            : Gate.Check(payment.AgreementId, payment.PointOfSaleId) is { } stopped ? stopped
            : payment.Version != Past.Version ? PastChanged
            : PaymentCommands.ToDesk(PaymentRequests.SendAgain(payment, Past.Facts, Actor.Trace, now));
    }
}
