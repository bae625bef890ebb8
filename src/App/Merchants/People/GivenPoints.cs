using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Merchants.People;

/// <summary>The points that a form gives to somebody.</summary>
internal static class GivenPoints
{
    /// <summary>Those of the agreement with these Shop IDs. Refuses not_found when one is not the agreement's.</summary>
    public static async Task<Result<IReadOnlyList<long>>> FindAsync(AppDb db, long agreementId, IReadOnlyList<string> shopIds)
    {
        var found = await db.PointsOfSale.Where(p => p.AgreementId == agreementId && shopIds.Contains(p.ShopId)).Select(p => p.Id).ToListAsync();
        return found.Count == shopIds.Count ? found : RefusalCode.NotFound;
    }

    /// <summary>Whether somebody has exactly the points with these Shop IDs; a point's own account has its own.</summary>
    public static async Task<bool> AreAsync(AppDb db, AccountRow account, IReadOnlyList<string> shopIds)
    {
        var given = await db.PointsOfSale.Where(p => p.Id == account.PointOfSaleId || db.AccountPoints.Any(x => x.AccountId == account.Id && x.PointOfSaleId == p.Id)).Select(p => p.ShopId).ToListAsync();
        return given.Order(StringComparer.Ordinal).SequenceEqual(shopIds.Order(StringComparer.Ordinal));
    }

    /// <summary>Exactly these, in the caller's transaction. Gives whether anything changed.</summary>
    public static async Task<bool> SetAsync(AppDb db, long accountId, IReadOnlyList<long> points)
    {
        var before = await db.AccountPoints.Where(x => x.AccountId == accountId).Select(x => x.PointOfSaleId).ToListAsync();
        var gone = before.Except(points).ToList();
        var added = points.Except(before).ToList();
        await db.AccountPoints.Where(x => x.AccountId == accountId && gone.Contains(x.PointOfSaleId)).ExecuteDeleteAsync();
        db.AccountPoints.AddRange(added.Select(point => new AccountPointRow { AccountId = accountId, PointOfSaleId = point }));
        return gone.Count + added.Count > 0;
    }
}
