using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments.Activity;

/// <summary>What is held in reservations.</summary>
/// <param name="Payments">The one that lapses first stands first; at most <see cref="ReadHeld.MaxShown"/>.</param>
/// <param name="Total">Of all of them.</param>
public sealed record HeldPayments(IReadOnlyList<CustomerPaymentView> Payments, int Count, Money Total);

/// <summary>«Réservations»: payments that the customer made and a merchant has not validated yet.</summary>
public sealed class ReadHeld
{
    public const int MaxShown = 100;

    private readonly IDbContextFactory<AppDb> _databases;

    internal ReadHeld(IDbContextFactory<AppDb> databases) => _databases = databases;

    public async Task<HeldPayments> RunAsync(CustomerActor actor)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var held = db.Payments.Where(p => p.PayerId == actor.CustomerId && p.Status == PaymentStatus.Authorized);
        var views = await CustomerRequests.ToViewsAsync(db, held.OrderBy(p => p.CaptureBy).ThenBy(p => p.Id).Take(MaxShown));
        var all = views.Count < MaxShown ? new { Count = views.Count, Cents = views.Sum(v => v.Payment.Amounts.Authorized!.Value.Cents) }
            : new { Count = await held.CountAsync(), Cents = await held.SumAsync(p => p.AuthorizedCents) ?? 0 };
        return new HeldPayments([.. views.OrderBy(v => v.Payment.CaptureBy).ThenBy(v => v.Payment.Id)], all.Count, new Money(all.Cents));
    }
}
