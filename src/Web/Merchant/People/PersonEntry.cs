using Guichet.App.Access;
using Guichet.App.Merchants;
using Guichet.App.Merchants.People;
using Guichet.Web.Ui;

namespace Guichet.Web.Merchant.People;

/// <summary>The fields of the form, as typed, with the points to choose from.</summary>
/// <param name="Known">The person whose form it is; null for somebody new.</param>
/// <param name="Chosen">The points that are ticked.</param>
/// <param name="Offered">Others that match the search.</param>
/// <param name="Total">How many match.</param>
public sealed record PersonEntry(
    PersonForm Form, FieldErrors Errors, Person? Known, IReadOnlyList<PointOfSale> Chosen, IReadOnlyList<PointOfSale> Offered, int Total, string? Search)
{
    /// <summary>So many points are seen at a glance.</summary>
    private const int ShownWithoutSearch = 12;

    /// <summary>The button that looks for points, and changes nothing.</summary>
    public const string Find = "find";

    /// <summary>A point's own account keeps its role and its point.</summary>
    public bool IsTill => Known?.Role == Role.PointAccount;

    /// <summary>Who has a password has the e-mail as well.</summary>
    public bool AsksEmail => Known is not { HasPassword: true };

    public bool IsSearchable => !string.IsNullOrEmpty(Search) || Total > ShownWithoutSearch;
    public IEnumerable<PointOfSale> Points => Chosen.Concat(Offered);

    public IEnumerable<(Role Value, string Name)> Roles => PersonForm.Roles.Where(role => Known is null || role.Value != Role.PointAccount);

    public static async Task<PersonEntry> OfAsync(MerchantPoints points, MerchantActor actor, PersonForm form, FieldErrors errors, Person? known, string? search)
    {
        var chosen = form.ShopIds.Count == 0 ? [] : await points.FindByShopIdsAsync(actor, [.. form.ShopIds.Where(IsShopId).Take(PersonForm.MaxPoints)]);
        var choice = await points.SearchAsync(actor, search, open: true);
        return new PersonEntry(form, errors, known, chosen, [.. choice.Points.ExceptBy(chosen.Select(point => point.Id), point => point.Id)], choice.Total, search);
    }

    private static bool IsShopId(string typed) => typed.Length == SignInNumber.ShopIdLength && typed.All(char.IsAsciiDigit);
}
