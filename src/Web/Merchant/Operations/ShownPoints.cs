using Guichet.App.Access;
using Guichet.App.Merchants;
using Guichet.Domain;
using Guichet.Web.Access;

namespace Guichet.Web.Merchant.Operations;

/// <summary>Whose operations a list shows: one point, several, or all that the actor may see.</summary>
/// <param name="Points">Empty for all.</param>
public sealed record ShownPoints(IReadOnlyList<PointOfSale> Points, bool IsAll)
{
    /// <summary>As use cases take them: null for all.</summary>
    public IReadOnlyCollection<long>? Ids => IsAll ? null : [.. Points.Select(point => point.Id)];

    /// <summary>Null where there may be more than one: then each row says whose it is.</summary>
    public PointOfSale? Only => IsAll || Points.Count != 1 ? null : Points[0];
}

/// <summary>Reads the points of a list from its address. An account of one point has its own, whatever is asked for, unless somebody else's is named.</summary>
public sealed class ListPoints(CurrentPoint current, MerchantPoints points)
{
    /// <summary>As addresses name them, so that two tabs can be at two points; nothing for an account of one, which has no other.</summary>
    public static string Scope(MerchantActor actor, bool all, IReadOnlyList<string> shopIds) => actor.OnlyPointId is not null ? ""
        : all ? $"points={ListBinder.AllPoints}"
        : shopIds.Where(ListBinder.IsShopId).ToList() is not [_, ..] known ? ""
        : known.Count == 1 ? $"{CurrentPoint.QueryName}={known[0]}" : $"points={string.Join(',', known)}";

    /// <summary>Refuses not_found: for a point outside the scope, and when somebody has to choose first (then the address names none).</summary>
    public async Task<Result<ShownPoints>> OfAsync(HttpContext context, ListReadResult read)
    {
        var actor = context.Merchant();
        if (read.AllPoints && actor.OnlyPointId is null)
        {
            return new ShownPoints([], true);
        }

        if (read.Points is { } shopIds)
        {
            if (!shopIds.All(ListBinder.IsShopId))
            {
                return RefusalCode.NotFound;
            }

            var found = await points.FindByShopIdsAsync(actor, [.. shopIds]);
            return found.Count == shopIds.Count ? new ShownPoints(found, false) : RefusalCode.NotFound;
        }

        return (await current.OfRequestAsync(context)).TryGet(out var point, out var refusal) ? new ShownPoints([point], false) : refusal;
    }
}
