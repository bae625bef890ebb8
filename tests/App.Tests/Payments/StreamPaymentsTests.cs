using Guichet.App.Payments;
using Guichet.Domain.Payments;
using Guichet.Fixtures;

namespace Guichet.App.Tests.Payments;

public sealed class StreamPaymentsTests
{
    [Theory, EachDatabase]
    public async Task A_stream_is_the_list_of_the_screen(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind, 150);
        PaymentFilter[] filters =
        [
            new(), new() { Tab = PaymentTab.Canceled }, new() { Tab = PaymentTab.Expired }, new() { Tab = PaymentTab.ExpiresSoon }, new() { PointOfSaleIds = [711, 713], Type = PaymentType.Deferred },
            new() { OrderReference = "ref", PointOfSaleIds = [712] }, new() { Search = "client1 caisse" },
        ];
        foreach (var filter in from filter in filters from key in Enum.GetValues<PaymentSortKey>() from isUp in (bool[])[true, false] select filter with { Sort = new(key, isUp) })
        {
            await using var stream = await world.Streams.OpenAsync(ListWorld.Signatory, filter, ListWorld.Now);
            var rows = ListOracle.Of(world.Rows, ListWorld.Signatory, filter, ListWorld.Now);
            (await stream.TotalsAsync()).Count.ShouldBe(rows.Count);
            (await stream.ReadAsync().Select(p => p.Id).ToListAsync()).ShouldBe(rows.Select(row => row.Id), filter.ToString());
        }
    }

    [Theory, EachDatabase]
    public async Task Payments_go_on_and_change_nothing_in_an_open_stream(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind, 50);
        await using var stream = await world.Streams.OpenAsync(ListWorld.Signatory, new(), ListWorld.Now);
        await world.AddAsync(ListWorld.Row(1, at: ListWorld.Now.AddHours(1)));
        (await stream.TotalsAsync()).Count.ShouldBe(50);
        var read = 0;
        await foreach (var payment in stream.ReadAsync())
        {
            payment.Id.ShouldNotBe(1);
            if (read++ == 10)
            {
                await world.AddAsync(ListWorld.Row(2, at: ListWorld.Now.AddDays(-9)));
            }
        }

        read.ShouldBe(50);
        (await world.Find().TotalsAsync(ListWorld.Signatory, new(), ListWorld.Now)).Count.ShouldBe(52);
    }

    [Theory, EachDatabase]
    public async Task A_reader_that_leaves_early_leaves_nothing_open(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind, 50);
        await using (var stream = await world.Streams.OpenAsync(ListWorld.Signatory, new(), ListWorld.Now))
        {
            (await stream.ReadAsync().FirstAsync()).Status.ShouldBeOneOf(Enum.GetValues<PaymentStatus>());
        }

        await world.AddAsync(ListWorld.Row(1));
        (await world.Find().ListAsync(ListWorld.Signatory, new() { Search = "x" }, null, ListWorld.Now)).Newest!.Id.ShouldBe(1);
    }
}
