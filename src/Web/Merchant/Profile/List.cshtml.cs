using Guichet.App.Merchants;
using Guichet.App.Merchants.Directory;
using Guichet.Web.Access;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.Profile;

/// <summary>«Mes données mises en ligne»: the points, and which of them customers find. Who has one point is at it already.</summary>
[Needs(Permission.EditProfile)]
public sealed class ListModel(MerchantPoints points, ReadProfiles profiles) : MerchantPage
{
    private const int ShownWithoutSearch = 12;

    [FromQuery(Name = "q")]
    public string? Search { get; set; }

    public PointChoice Choice { get; private set; } = null!;
    public IReadOnlyDictionary<long, bool> States { get; private set; } = null!;
    public bool IsSearchable => !string.IsNullOrEmpty(Search) || Choice.Total > ShownWithoutSearch;

    public async Task<IActionResult> OnGetAsync()
    {
        Choice = await points.SearchAsync(Actor, Search);
        if (string.IsNullOrEmpty(Search) && Choice is { Total: 1, Points: [var only] })
        {
            return Redirect(ProfileLinks.Of(only));
        }

        States = await profiles.StatesAsync(Actor, [.. Choice.Points.Select(point => point.Id)]);
        return Page();
    }

    /// <summary>Look, icon and the end of the text's key.</summary>
    public (string Look, string Icon, string Text) StateOf(PointOfSale point) => States.TryGetValue(point.Id, out var isPublished)
        ? isPublished && !point.IsClosed ? ("captured", "tick", "online") : ("canceled", "eye-off", "offline")
        : ("awaiting-customer", "clock", "empty");
}
