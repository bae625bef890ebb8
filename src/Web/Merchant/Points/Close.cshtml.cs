using Guichet.App.Merchants.Points;
using Guichet.App.Payments;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.Points;

/// <summary>«Fermer ce point d'accueil ?»: a page, and the content of a dialog. What is still open at the point is counted, with the way to it.</summary>
[Needs(Permission.ManagePoints)]
public sealed class CloseModel(OwnPoints points, ClosePoint close, Sentences sentences, TimeProvider clock) : OwnPointPage(points, sentences)
{
    public PointUse Use { get; private set; } = new(0, 0);
    public bool IsPossible => Use.Total == 0 && !Errors.Any;
    public bool IsInDialog => Request.Headers.ContainsKey("X-Fragment");

    public async Task OnGetAsync() => Use = await close.UseAsync(Actor, Point);

    public async Task<IActionResult> OnPostAsync()
    {
        if ((await close.RunAsync(Actor, Point.ShopId, clock.GetUtcNow())).Refusal is not { } refusal)
        {
            return Redirect(PointLinks.After(PointLinks.Closed));
        }

        Use = await close.UseAsync(Actor, Point);
        return Refuse(refusal);
    }
}
