using Guichet.App.Access;
using Guichet.App.Merchants;
using Guichet.Domain;
using Guichet.Web.Access;

namespace Guichet.Web.Merchant;

/// <summary>
/// The point of sale that a page of the collection space is about. An address that names one («?point=10000651») is about that one: two tabs can be at two
/// points. Without it: the account's own point, the session's choice, or the only one there is. All of them within the actor's scope.
/// </summary>
public sealed class CurrentPoint(MerchantPoints points)
{
    /// <summary>The name in the query: its value is a Shop ID.</summary>
    public const string QueryName = "point";

    /// <summary>Where somebody with several points chooses.</summary>
    public const string ChoiceAddress = "/encaissement/point";

    /// <summary>Refuses not_found: for a Shop ID outside the scope, and when somebody has to choose first (<see cref="IsNamed"/> tells them apart).</summary>
    public async Task<Result<PointOfSale>> OfRequestAsync(HttpContext context)
    {
        var actor = context.Merchant();
        if (IsNamed(context))
        {
            return await points.FindByShopIdAsync(actor, context.Request.Query[QueryName].ToString());
        }

        var current = await points.CurrentAsync(actor, context.ChosenPoint());
        // A choice that is gone meanwhile is no choice: ask again.
        return current.Refusal is null || context.ChosenPoint() is null ? current : await points.CurrentAsync(actor, null);
    }

    /// <summary>Of a payment or of a form under way, which keep the point that they were made at. Refuses not_found.</summary>
    public Task<Result<PointOfSale>> OfIdAsync(MerchantActor actor, long pointOfSaleId) => points.FindAsync(actor, pointOfSaleId);

    /// <summary>Whether there is something to change to.</summary>
    public async Task<bool> HasOthersAsync(MerchantActor actor) =>
        actor.OnlyPointId is null && (await points.CurrentAsync(actor, null)).Refusal is not null;

    /// <summary>A link that stays at this point, whatever another tab chooses: «/encaissement» → «/encaissement?point=10000651».</summary>
    public static string Link(string path, MerchantActor actor, PointOfSale point) => actor.OnlyPointId is null ? $"{path}?{QueryName}={point.ShopId}" : path;

    public static bool IsNamed(HttpContext context) => context.Request.Query.ContainsKey(QueryName);
}
