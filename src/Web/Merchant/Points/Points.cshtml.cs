using Guichet.App.Merchants;
using Guichet.App.Merchants.Points;
using Guichet.Web.Access;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Merchant.Points;

/// <summary>The points of the agreement, and the requests for more.</summary>
[Needs(Permission.ManagePoints)]
public sealed class PointsModel(MerchantPoints points, PointRequests requests) : MerchantPage
{
    private const int ShownWithoutSearch = 12;

    [FromQuery(Name = "q")]
    public string? Search { get; set; }

    public PointChoice Choice { get; private set; } = null!;
    public IReadOnlyList<PointRequest> Requests { get; private set; } = [];
    public bool IsSearchable => !string.IsNullOrEmpty(Search) || Choice.Total > ShownWithoutSearch;
    public bool MayAsk => Requests.Count(request => request.State == PointRequestState.Waiting) < PointRequests.MaxWaiting;

    /// <summary>What has just been done; null otherwise.</summary>
    public string? Done => PointLinks.Done.FirstOrDefault(done => Request.QueryString.Value == $"?{PointLinks.DoneName}={done}");

    public async Task OnGetAsync() => (Choice, Requests) = (await points.SearchAsync(Actor, Search), await requests.ListAsync(Actor));

    public static (string Look, string Icon) LookOf(PointRequestState state) => state switch
    {
        PointRequestState.Waiting => ("awaiting-customer", "hourglass"),
        PointRequestState.Accepted => ("captured", "tick"),
        PointRequestState.Refused => ("refused", "cross"),
        _ => ("canceled", "undo"),
    };
}
