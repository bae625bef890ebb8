using Guichet.App.Merchants.Points;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.Points;

/// <summary>Name and town of a point, as customers and lists show them from now on.</summary>
[Needs(Permission.ManagePoints)]
public sealed class RenameModel(OwnPoints points, Sentences sentences) : OwnPointPage(points, sentences)
{
    private readonly OwnPoints _points = points;

    public string? Name { get; private set; }
    public string? Town { get; private set; }

    public void OnGet() => (Name, Town) = (Point.Name, Point.Town);

    public async Task<IActionResult> OnPostAsync([FromForm] string? name, [FromForm] string? town)
    {
        (Name, Town) = (name, town);
        var refusals = await _points.RenameAsync(Actor, Point.ShopId, name, town);
        return refusals.Count == 0 ? Redirect(PointLinks.After(PointLinks.Renamed)) : Refuse(refusals);
    }
}
