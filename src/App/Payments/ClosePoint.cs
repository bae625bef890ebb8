using Guichet.App.Access;
using Guichet.App.Merchants;
using Guichet.App.Storage;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments;

/// <summary>What keeps a point open: payments that somebody still has to act on.</summary>
/// <param name="Waiting">Requests that wait for their customer.</param>
/// <param name="ToValidate">Pre-reservations that wait for the merchant.</param>
public sealed record PointUse(int Waiting, int ToValidate)
{
    public int Total => Waiting + ToValidate;
}

/// <summary>Closes a point of sale for good: its past stays, nothing new is collected.</summary>
public sealed class ClosePoint
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly CollectGate _gate;

    internal ClosePoint(IDbContextFactory<AppDb> databases, CollectGate gate) => (_databases, _gate) = (databases, gate);

    /// <summary>What would keep it from being closed now.</summary>
    public async Task<PointUse> UseAsync(MerchantActor actor, PointOfSale point)
    {
        actor.Demand(Permission.ManagePoints);
        await using var db = await _databases.CreateDbContextAsync();
        return await UseAsync(db, point.Id);
    }

    /// <summary>What is closed already is done. Refuses not_found, last_point, point_in_use (how many payments).</summary>
    public async Task<Result<bool>> RunAsync(MerchantActor actor, string shopId, DateTimeOffset now)
    {
        if (actor.Lacks(Permission.ManagePoints) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await _databases.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await AgreementTurn.TakeAsync(db, actor.AgreementId);
        if (await MerchantPoints.Seen(db, actor).SingleOrDefaultAsync(p => p.ShopId == shopId) is not { } point)
        {
            return RefusalCode.NotFound;
        }

        if (point.ClosedAt is not null)
        {
            return true;
        }

        if (!await MerchantPoints.Seen(db, actor).AnyAsync(p => p.Id != point.Id && p.ClosedAt == null))
        {
            return RefusalCode.LastPoint;
        }

        if (await UseAsync(db, point.Id) is { Total: > 0 } use)
        {
            return new Refusal(RefusalCode.PointInUse, use.Total);
        }

        point.ClosedAt = ParisCalendar.Truncate(now);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        await _gate.ForgetAsync();
        return true;
    }

    private static async Task<PointUse> UseAsync(AppDb db, long pointOfSaleId)
    {
        var payments = db.Payments.Where(p => p.PointOfSaleId == pointOfSaleId);
        return new PointUse(await payments.CountAsync(p => p.Status == PaymentStatus.AwaitingCustomer), await payments.CountAsync(p => p.Status == PaymentStatus.Authorized));
    }
}
