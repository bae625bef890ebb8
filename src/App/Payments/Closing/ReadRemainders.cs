using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments.Closing;

/// <summary>A record with the names of who made it and who withdrew it.</summary>
/// <param name="By">Null for an account that is gone.</param>
public sealed record RemainderLine(RemainderPayment Record, string? By, string? WithdrawnBy);

/// <summary>What was recorded for the rest of a payment, within the merchant's scope.</summary>
public sealed class ReadRemainders
{
    private readonly IDbContextFactory<AppDb> _databases;

    internal ReadRemainders(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <summary>In the order of recording, the withdrawn ones among them; empty for what the actor may not see.</summary>
    public async Task<IReadOnlyList<RemainderLine>> OfAsync(MerchantActor actor, Payment payment)
    {
        if (!actor.MaySee(payment.AgreementId, payment.PointOfSaleId))
        {
            return [];
        }

        await using var db = await _databases.CreateDbContextAsync();
        var rows = await db.RemainderPayments.AsNoTracking()
            .Where(r => r.PaymentId == payment.Id && r.AgreementId == actor.AgreementId && r.PointOfSaleId == payment.PointOfSaleId)
            .OrderBy(r => r.Line).ToListAsync();
        var people = rows.Select(r => r.AccountId).Concat(rows.Select(r => r.WithdrawnBy).OfType<long>()).Distinct().ToList();
        var names = people.Count == 0 ? [] : await db.Accounts.Where(a => people.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.FirstName + " " + a.LastName);
        return [.. rows.Select(r => new RemainderLine(r.ToRecord(), names.GetValueOrDefault(r.AccountId), r.WithdrawnBy is { } by ? names.GetValueOrDefault(by) : null))];
    }
}
