using Guichet.App.Console;

namespace Guichet.Web.Console;

/// <summary>The way to every room, with what waits there.</summary>
public sealed class HomeModel(CountRooms rooms) : ConsolePage
{
    public RoomCounts Counts { get; private set; } = null!;

    public async Task OnGetAsync() => Counts = await rooms.RunAsync();
}
