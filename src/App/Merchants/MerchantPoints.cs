using System.Linq.Expressions;
using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Merchants;

/// <summary>A point d'accueil as pages show it.</summary>
public sealed record PointOfSale(long Id, string ShopId, string Name, string Town)
{
    /// <summary>Closed by the merchant: its past is shown, nothing new is collected.</summary>
    public bool IsClosed { get; init; }
}

/// <summary>Points to choose from, the last choice first.</summary>
/// <param name="Total">How many match, of which at most <see cref="MerchantPoints.MaxShown"/> are given.</param>
public sealed record PointChoice(IReadOnlyList<PointOfSale> Points, int Total, long? LastChosenId);

/// <summary>The points that an actor may see; others do not exist for it.</summary>
public sealed class MerchantPoints
{
    public const int MaxShown = 50;
    private const int MaxSearch = 60;

    internal static readonly Expression<Func<PointOfSaleRow, PointOfSale>> Shown = p => new PointOfSale(p.Id, p.ShopId, p.Name, p.Town) { IsClosed = p.ClosedAt != null };

    private readonly IDbContextFactory<AppDb> _databases;
    private readonly Sessions _sessions;

    internal MerchantPoints(IDbContextFactory<AppDb> databases, Sessions sessions) => (_databases, _sessions) = (databases, sessions);

    /// <summary>By name, town or Shop ID, every word somewhere; all of them for an empty search.</summary>
    /// <param name="open">To collect at: closed points are not offered.</param>
    public async Task<PointChoice> SearchAsync(MerchantActor actor, string? search, bool open = false)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var points = open ? Seen(db, actor).Where(p => p.ClosedAt == null) : Seen(db, actor);
        foreach (var word in Words(search))
        {
            var pattern = SearchPattern.Containing(word);
            points = db.Database.IsNpgsql()
                ? points.Where(p => EF.Functions.ILike(p.Name, pattern, "\\") || EF.Functions.ILike(p.Town, pattern, "\\") || EF.Functions.ILike(p.ShopId, pattern, "\\"))
                : points.Where(p => EF.Functions.Like(p.Name, pattern, "\\") || EF.Functions.Like(p.Town, pattern, "\\") || EF.Functions.Like(p.ShopId, pattern, "\\"));
        }

        var last = db.Accounts.Where(a => a.Id == actor.AccountId).Select(a => a.LastPointOfSaleId);
        var shown = await points.Select(p => new { Point = p, IsLast = last.Contains(p.Id) }).OrderByDescending(x => x.IsLast).ThenBy(x => x.Point.Name).ThenBy(x => x.Point.Id).Take(MaxShown)
            .Select(x => new { Point = new PointOfSale(x.Point.Id, x.Point.ShopId, x.Point.Name, x.Point.Town) { IsClosed = x.Point.ClosedAt != null }, x.IsLast }).ToListAsync();
        return new PointChoice([.. shown.Select(x => x.Point)], shown.Count < MaxShown ? shown.Count : await points.CountAsync(), shown.Find(x => x.IsLast)?.Point.Id);
    }

    /// <summary>Refuses not_found, for a point outside the scope as for one that does not exist.</summary>
    public async Task<Result<PointOfSale>> FindAsync(MerchantActor actor, long pointOfSaleId)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var point = await Seen(db, actor).Where(p => p.Id == pointOfSaleId).Select(Shown).SingleOrDefaultAsync();
        return point is null ? RefusalCode.NotFound : point;
    }

    /// <summary>By the number that people and addresses know. Refuses not_found.</summary>
    public async Task<Result<PointOfSale>> FindByShopIdAsync(MerchantActor actor, string shopId)
    {
        if (shopId is not { Length: 8 } || !shopId.All(char.IsAsciiDigit))
        {
            return RefusalCode.NotFound;
        }

        await using var db = await _databases.CreateDbContextAsync();
        var point = await Seen(db, actor).Where(p => p.ShopId == shopId).Select(Shown).SingleOrDefaultAsync();
        return point is null ? RefusalCode.NotFound : point;
    }

    /// <summary>Those of several that the actor sees, in the order of their names: whoever gets fewer asked for one that does not exist for it.</summary>
    public async Task<IReadOnlyList<PointOfSale>> FindByShopIdsAsync(MerchantActor actor, IReadOnlyCollection<string> shopIds)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return await Seen(db, actor).Where(p => shopIds.Contains(p.ShopId)).OrderBy(p => p.Name).ThenBy(p => p.Id)
            .Select(Shown).ToListAsync();
    }

    /// <summary>Names of the points that the actor sees among these.</summary>
    public async Task<IReadOnlyDictionary<long, string>> NamesAsync(MerchantActor actor, IReadOnlyCollection<long> pointOfSaleIds)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return await Seen(db, actor).Where(p => pointOfSaleIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name);
    }

    /// <summary>Remembers the choice for this session, and for the next ones as the first offer. Refuses not_found.</summary>
    public async Task<Result<PointOfSale>> ChooseAsync(MerchantActor actor, string? sessionKey, long pointOfSaleId)
    {
        if (!(await FindAsync(actor, pointOfSaleId)).TryGet(out var point, out var refusal))
        {
            return refusal;
        }

        await using var db = await _databases.CreateDbContextAsync();
        await db.Accounts.Where(a => a.Id == actor.AccountId).ExecuteUpdateAsync(set => set.SetProperty(a => a.LastPointOfSaleId, pointOfSaleId));
        await _sessions.ChoosePointAsync(sessionKey, pointOfSaleId);
        return point;
    }

    /// <summary>
    /// The point that the actor collects for: its own, the one chosen in this session, or the only one there is. Refuses not_found when somebody with several has
    /// to choose first.
    /// </summary>
    public async Task<Result<PointOfSale>> CurrentAsync(MerchantActor actor, long? chosenPointId)
    {
        if ((actor.OnlyPointId ?? chosenPointId) is { } id)
        {
            return await FindAsync(actor, id);
        }

        await using var db = await _databases.CreateDbContextAsync();
        var two = await Seen(db, actor).Take(2).Select(Shown).ToListAsync();
        return two.Count == 1 ? two[0] : RefusalCode.NotFound;
    }

    internal static IQueryable<PointOfSaleRow> Seen(AppDb db, MerchantActor actor)
    {
        var points = db.PointsOfSale.Where(p => p.AgreementId == actor.AgreementId);
        return actor.Points switch
        {
            null => points,
            [var only] => points.Where(p => p.Id == only),
            var some => points.Where(p => some.Contains(p.Id)),
        };
    }

    private static string[] Words(string? search) =>
        Texts.Normalize(search, MaxSearch) is { Length: > 0 } text ? text.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
}
