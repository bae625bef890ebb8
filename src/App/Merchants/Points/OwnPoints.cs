using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Merchants.Points;

/// <summary>A point as whoever manages points sees it.</summary>
public sealed record OwnPoint(PointOfSale Point, DateTimeOffset? ClosedAt, DateTimeOffset? SuspendedAt)
{
    public bool IsOpen => ClosedAt is null;
}

/// <summary>The points of sale of the actor's agreement, to manage them.</summary>
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
}
