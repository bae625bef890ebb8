using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Console;

/// <param name="Suspended">Agreements and points that are suspended.</param>
/// <param name="OrdersToConfirm">Dry runs that nobody confirmed or dropped.</param>
/// <param name="OrdersUnderWay">Confirmed, not credited to their end.</param>
public sealed record RoomCounts(int Suspended, int OrdersToConfirm, int OrdersUnderWay, int BlockedAccounts);

/// <summary>What waits in the rooms of the console, at a glance; each count by an index of its own.</summary>
public sealed class CountRooms
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly FindAccounts _accounts;

    internal CountRooms(IDbContextFactory<AppDb> databases, FindAccounts accounts) => (_databases, _accounts) = (databases, accounts);

    public async Task<RoomCounts> RunAsync()
    {
        await using var db = await _databases.CreateDbContextAsync();
        return new RoomCounts(
            await db.Agreements.CountAsync(x => x.SuspendedAt != null) + await db.PointsOfSale.CountAsync(x => x.SuspendedAt != null),
            await db.CreditOrders.CountAsync(x => x.State == CreditOrderState.Checked),
            await db.CreditOrders.CountAsync(x => x.State == CreditOrderState.Crediting),
            await _accounts.CountBlockedAsync());
    }
}
