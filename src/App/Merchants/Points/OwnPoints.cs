using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Merchants.Points;

/// <summary>What keeps a point open: payments that somebody still has to act on.</summary>
/// <param name="Waiting">Requests that wait for their customer.</param>
/// <param name="ToValidate">Pre-reservations that wait for the merchant.</param>
public sealed record PointUse(int Waiting, int ToValidate)
{
    public int Total => Waiting + ToValidate;
}

/// <summary>A point as whoever manages points sees it.</summary>
public sealed record OwnPoint(PointOfSale Point, DateTimeOffset? ClosedAt, DateTimeOffset? SuspendedAt)
{
    public bool IsOpen => ClosedAt is null;
}

/// <summary>The points of sale of the actor's agreement, to manage them: a new name, an end.</summary>
public sealed class OwnPoints
{
    public const int MaxName = 140;
    public const int MaxTown = 140;

    private readonly IDbContextFactory<AppDb> _databases;

    internal OwnPoints(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <summary>By Shop ID. Refuses not_found.</summary>
    public async Task<Result<OwnPoint>> FindAsync(MerchantActor actor, string shopId)
    {
        actor.Demand(Permission.ManagePoints);
        await using var db = await _databases.CreateDbContextAsync();
        var row = await MerchantPoints.Seen(db, actor).AsNoTracking().SingleOrDefaultAsync(p => p.ShopId == shopId);
        return row is null ? RefusalCode.NotFound : new OwnPoint(new PointOfSale(row.Id, row.ShopId, row.Name, row.Town) { IsClosed = row.ClosedAt is not null }, row.ClosedAt, row.SuspendedAt);
    }

    public async Task<PointUse> UseAsync(MerchantActor actor, PointOfSale point)
    {
        actor.Demand(Permission.ManagePoints);
        await using var db = await _databases.CreateDbContextAsync();
        return await UseAsync(db, point.Id);
    }

    /// <summary>Refuses text_missing and text_invalid beside «name» and «town», not_found.</summary>
    /// <returns>None when it is done.</returns>
    public async Task<IReadOnlyList<Refusal>> RenameAsync(MerchantActor actor, string shopId, string? typedName, string? typedTown)
    {
        if (actor.Lacks(Permission.ManagePoints) is { } forbidden)
        {
            return [forbidden];
        }

        List<Refusal> refusals = [];
        var (name, town) = (RequiredText.Read(typedName, MaxName, "name", refusals), RequiredText.Read(typedTown, MaxTown, "town", refusals));
        if (refusals.Count > 0)
        {
            return refusals;
        }

        await using var db = await _databases.CreateDbContextAsync();
        var renamed = await MerchantPoints.Seen(db, actor).Where(p => p.ShopId == shopId).ExecuteUpdateAsync(set => set.SetProperty(p => p.Name, name).SetProperty(p => p.Town, town));
        return renamed == 1 ? [] : [new Refusal(RefusalCode.NotFound)];
    }

    /// <summary>What is closed already is done. Refuses not_found, point_in_use (how many payments), last_point.</summary>
    public async Task<Result<bool>> CloseAsync(MerchantActor actor, string shopId, DateTimeOffset now)
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
        return true;
    }

    private static async Task<PointUse> UseAsync(AppDb db, long pointOfSaleId)
    {
        var open = db.Payments.Where(p => p.PointOfSaleId == pointOfSaleId);
        return new PointUse(await open.CountAsync(p => p.Status == PaymentStatus.AwaitingCustomer), await open.CountAsync(p => p.Status == PaymentStatus.Authorized));
    }
}
