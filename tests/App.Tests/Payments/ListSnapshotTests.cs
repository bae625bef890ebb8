using Guichet.App.Payments;
using Guichet.Domain.Payments;
using Guichet.Fixtures;

namespace Guichet.App.Tests.Payments;

/// <summary>What one answer says is of one moment: its rows, its counters and the newest payment.</summary>
public sealed class ListSnapshotTests
{
    private const int Readings = 60;

    [Theory, EachDatabase]
    public async Task Rows_counters_and_the_newest_agree_while_payments_change(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind);
        await world.AddAsync(ListWorld.Row(1, status: PaymentStatus.AwaitingCustomer), ListWorld.Row(2, status: PaymentStatus.AwaitingCustomer));
        await world.Find().ListAsync(ListWorld.Signatory, new(), null, ListWorld.Now);
        using var stop = new CancellationTokenSource();
        var changes = Task.Run(() => ChangeAsync(world, stop.Token), CancellationToken.None);
        for (var i = 0; i < Readings; i++)
        {
            var list = await world.Find().ListAsync(ListWorld.Signatory, new() { Type = PaymentType.Immediate }, null, ListWorld.Now);
            var rows = list.Page.Payments;
            list.Counts[PaymentTab.AwaitingCustomer].Count.ShouldBe(rows.Count(p => p.Status == PaymentStatus.AwaitingCustomer), $"reading {i}");
            list.Counts[PaymentTab.Expired].Count.ShouldBe(rows.Count(p => p.Status == PaymentStatus.Expired), $"reading {i}");
            (list.Newest!.Id, list.Newest.Version).ShouldBe((rows[0].Id, rows[0].Version), $"reading {i}");
        }

        await stop.CancelAsync();
        (await changes).ShouldBeGreaterThan(0, "changes that fell between");
    }

    [Theory, EachDatabase]
    public async Task The_newest_is_that_of_the_points_whatever_is_looked_for_and_wherever(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind);
        (await world.Find().ListAsync(ListWorld.Signatory, new(), null, ListWorld.Now)).Newest.ShouldBeNull();
        await world.AddAsync(Enumerable.Range(1, 20).Select(id => ListWorld.Row(id, at: ListWorld.Now.AddMinutes(id), point: 711 + id % 2)));
        var first = await world.Find().ListAsync(ListWorld.Signatory, new(), null, ListWorld.Now);
        first.Newest!.Id.ShouldBe(20);
        foreach (var filter in (PaymentFilter[])[new() { Tab = PaymentTab.Expired }, new() { Search = "nothing" }, new() { Sort = new(PaymentSortKey.Amount, true) }, new() { Sort = new(PaymentSortKey.LastActivity, true) }, new() { MinAmount = new(2), MaxAmount = new(1) }])
        {
            (await world.Find().ListAsync(ListWorld.Signatory, filter, null, ListWorld.Now)).Newest!.Id.ShouldBe(20, filter.ToString());
        }

        (await world.Find().ListAsync(ListWorld.Signatory, new(), first.Page.Next, ListWorld.Now)).Newest!.Id.ShouldBe(20, "of the second page");
        (await world.Find().ListAsync(ListWorld.Signatory, new() { PointOfSaleIds = [712], Seller = "x" }, null, ListWorld.Now)).Newest!.Id.ShouldBe(19, "of one point");
        (await world.Find().ListAsync(ListWorld.AccountOf(713), new(), null, ListWorld.Now)).Newest.ShouldBeNull("of a point without payments");
    }

    /// <summary>The two take turns in every state and at the top; how often.</summary>
    private static async Task<int> ChangeAsync(ListWorld world, CancellationToken stop)
    {
        var changes = 0;
        for (; !stop.IsCancellationRequested; changes++)
        {
            await world.ChangeAsync(1 + changes % 2, changes % 4 < 2 ? PaymentStatus.Expired : PaymentStatus.AwaitingCustomer, ListWorld.Now.AddSeconds(changes + 1));
        }

        return changes;
    }
}
