using Guichet.App.Access;
using Guichet.App.Merchants;
using Guichet.Web.Access;
using Guichet.Web.Merchant.Closing;
using Guichet.Web.Merchant.Operations;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant;

/// <summary>«Choisissez le point d'accueil»: for a signatory with several points; everybody else goes straight on.</summary>
[Needs(Permission.SeePayments)]
public sealed class ChoosePointModel(MerchantPoints points, CurrentPoint current, AccessCookies cookies) : MerchantPage
{
    /// <summary>What follows the choice: «encaisser» goes on to the wizard, «cloture» to the day's closing, anything else to the list.</summary>
    public const string ThenCollect = "encaisser";
    public const string ThenClose = "cloture";

    /// <summary>So many points fit on a screen without searching.</summary>
    private const int ShownWithoutSearch = 6;

    [BindProperty(SupportsGet = true)]
    public string? Suite { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Recherche { get; set; }

    public PointChoice Choice { get; private set; } = null!;

    /// <summary>Submitted without a point, or with one that does not exist for this account.</summary>
    public bool IsMissing { get; private set; }

    /// <summary>The list, or the closing, of all points. One collects at one point only.</summary>
    public string AllAddress => $"{Next}?points={ListBinder.AllPoints}";

    public bool MaySeeAll => Suite != ThenCollect;

    public bool IsSearchable => !string.IsNullOrEmpty(Recherche) || Choice.Total > ShownWithoutSearch;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await current.HasOthersAsync(Actor))
        {
            return Redirect(Next);
        }

        Choice = await points.SearchAsync(Actor, Recherche, open: Suite == ThenCollect);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? point)
    {
        if ((await points.FindByShopIdAsync(Actor, point ?? "")).TryGet(out var found, out _) && !(found.IsClosed && Suite == ThenCollect))
        {
            await points.ChooseAsync(Actor, cookies.SessionKey(HttpContext, AccountArea.Merchant), found.Id);
            return Redirect(CurrentPoint.Link(Next, Actor, found));
        }

        IsMissing = true;
        Choice = await points.SearchAsync(Actor, Recherche, open: Suite == ThenCollect);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private string Next => Suite switch { ThenCollect => "/encaissement/nouveau", ThenClose => ClosingModel.Path, _ => ListQuery.Path };
}
