using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments;

/// <summary>One line of a payment's timeline.</summary>
/// <param name="Version">Of the payment after it.</param>
/// <param name="By">Name of the account that acted; null for the clock.</param>
public sealed record TimelineFact(int Version, PaymentFactKind Kind, DateTimeOffset At, ActorKind Actor, string? By, Door Door, Money? Amount, string? Detail);

/// <summary>A payment as its merchant sees it.</summary>
/// <param name="PayerName">First name and initial of the customer who paid.</param>
public sealed record PaymentView(Payment Payment, string MerchantName, string PointOfSaleName, string? PayerName, IReadOnlyList<TimelineFact> Timeline);

/// <summary>A payment by its number, within the merchant's scope.</summary>
public sealed class ReadPayment
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly RequestLinks _links;

    internal ReadPayment(IDbContextFactory<AppDb> databases, RequestLinks links) => (_databases, _links) = (databases, links);

    /// <summary>Refuses not_found, also for what others own.</summary>
    public async Task<Result<Payment>> RunAsync(MerchantActor actor, string number)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return await InScope(db, actor).SingleOrDefaultAsync(p => p.Number == number) is { } row ? row.ToPayment() : RefusalCode.NotFound;
    }

    /// <summary>With people, point and timeline. Refuses not_found.</summary>
    public async Task<Result<PaymentView>> WithTimelineAsync(MerchantActor actor, string number)
    {
        await using var db = await _databases.CreateDbContextAsync();
        if (await InScope(db, actor).SingleOrDefaultAsync(p => p.Number == number) is not { } row)
        {
            return RefusalCode.NotFound;
        }

        var place = await (from point in db.PointsOfSale.Where(p => p.Id == row.PointOfSaleId)
                           join agreement in db.Agreements on point.AgreementId equals agreement.Id
                           select new { Merchant = agreement.Name, point.Name }).SingleAsync();
        var payer = await db.Customers.Where(c => c.Id == row.PayerId).Select(c => new { c.FirstName, c.LastName }).SingleOrDefaultAsync();
        var facts = await (from fact in db.PaymentFacts.Where(f => f.PaymentId == row.Id)
                           join account in db.Accounts on fact.AccountId equals account.Id into accounts
                           from account in accounts.DefaultIfEmpty()
                           orderby fact.Version
                           select new { fact, Name = account == null ? null : (account.FirstName + " " + account.LastName).Trim() }).ToListAsync();
        return new PaymentView(
            row.ToPayment(), place.Merchant, place.Name, payer is null or { LastName: "" } ? null : $"{payer.FirstName} {payer.LastName[..1]}.",
            [.. facts.Select(x => new TimelineFact(x.fact.Version, x.fact.Kind, x.fact.At, x.fact.Actor, x.Name, x.fact.Door,
                x.fact.AmountCents is { } cents ? new Money(cents) : null, x.fact.Detail))]);
    }

    /// <summary>The token of the code on the merchant's screen; null when no code may open the request any more.</summary>
    public string? TokenOf(Payment payment) =>
        payment is { Status: PaymentStatus.AwaitingCustomer, TokenHash: not null } && _links.Token(payment.Id, payment.TokenGeneration) is var token
            && RequestLinks.Hash(token) == payment.TokenHash ? token : null;

    internal static IQueryable<PaymentRow> InScope(AppDb db, MerchantActor actor)
    {
        var payments = db.Payments.Where(p => p.AgreementId == actor.AgreementId);
        return actor.Points switch
        {
            null => payments,
            [var only] => payments.Where(p => p.PointOfSaleId == only),
            var some => payments.Where(p => some.Contains(p.PointOfSaleId)),
        };
    }
}
