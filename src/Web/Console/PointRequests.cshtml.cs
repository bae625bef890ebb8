using Guichet.App.Console;
using Guichet.Web.Access;

namespace Guichet.Web.Console;

/// <summary>Merchants who ask for one more point of sale: the queue, the oldest first, and the last answers.</summary>
[Needs(Permission.DecideApplications)]
public sealed class PointRequestsModel(DecidePointRequests requests) : ConsolePage
{
    public const string Path = "/console/demandes";
    public const string DoneName = "fait", Accepted = "accepte", Refused = "refuse";

    public PointRequestQueue Queue { get; private set; } = null!;

    /// <summary>What has just been decided; null otherwise.</summary>
    public string? Done => new[] { Accepted, Refused }.FirstOrDefault(done => Request.QueryString.Value == $"?{DoneName}={done}");

    public async Task OnGetAsync() => Queue = await requests.QueueAsync();
}
