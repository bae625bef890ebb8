using Guichet.App.Merchants;
using Guichet.Web.Access;

namespace Guichet.Web.Merchant.Account;

/// <summary>«Mon compte»: who is signed in for whom, with which points, and the ways to its rooms.</summary>
[Needs(Permission.ManageOwnAccess)]
public sealed class OverviewModel(AgreementContact contact, MerchantPoints points) : MerchantPage
{
    private const int NamedPoints = 5;

    public AgreementDetails Agreement { get; private set; } = null!;
    public IReadOnlyList<PointOfSale> Points { get; private set; } = [];
    public int MorePoints { get; private set; }

    public async Task OnGetAsync()
    {
        Agreement = await contact.ReadAsync(Actor);
        var choice = await points.SearchAsync(Actor, null);
        Points = [.. choice.Points.Take(NamedPoints)];
        MorePoints = choice.Total - Points.Count;
    }
}
