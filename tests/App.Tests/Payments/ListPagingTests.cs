using Guichet.App.Access;
using Guichet.App.Payments;
using Guichet.App.Payments.Finding;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Fixtures;

namespace Guichet.App.Tests.Payments;

/// <summary>Every filter in every order, page by page there and back, against the same question asked in memory.</summary>
public sealed class ListPagingTests
{
    private static readonly DateOnly Today = ParisCalendar.DayOf(ListWorld.Now);

    private static readonly PaymentFilter[] Filters =
    [
        new(),
        .. Enum.GetValues<PaymentTab>().Select(tab => new PaymentFilter { Tab = tab }),
        .. Enum.GetValues<PaymentType>().Select(type => new PaymentFilter { Type = type }),
        new() { From = Today }, new() { To = Today.AddDays(-1) }, new() { From = Today.AddDays(-1), To = Today.AddDays(-1) }, new() { From = Today, To = Today.AddDays(-1) },
        new() { MinAmount = new(20_00) }, new() { MaxAmount = new(20_00) }, new() { MinAmount = new(30_00), MaxAmount = new(30_00) }, new() { MinAmount = new(2), MaxAmount = new(1) },
        new() { OrderReference = "REF202606241" }, new() { OrderReference = "ref2026" }, new() { OrderReference = "Été" }, new() { OrderReference = "x" },
        new() { Customer = "client3" }, new() { Customer = "dossier 2" }, new() { Customer = "10000009002" }, new() { Customer = "payer9003@example.org" }, new() { Customer = "payer9003" }, new() { Customer = "client1@example.org" },
        new() { Seller = "caisse 1" }, new() { Seller = "9" },
        new() { Search = "mobil" }, new() { Search = "MOBIL-home client1" }, new() { Search = "été" }, new() { Search = "ÉTÉ 4" }, new() { Search = "nothing" }, new() { Search = "260624" },
        new() { Tab = PaymentTab.Canceled, From = Today.AddDays(-1), Type = PaymentType.Deferred, Search = "example" },
        new() { Tab = PaymentTab.ExpiresSoon, MinAmount = new(20_00), Customer = "client" },
        new() { OrderReference = "REF", MinAmount = new(50_00), Tab = PaymentTab.Captured },
        new() { PointOfSaleIds = [711] }, new() { PointOfSaleIds = [711, 713] }, new() { PointOfSaleIds = [711, 713], Tab = PaymentTab.Canceled, Seller = "caisse" },
        new() { PointOfSaleIds = [712], Tab = PaymentTab.Authorized, Search = "client2" }, new() { PointOfSaleIds = [] },
    ];

    [Theory, EachDatabase]
    public async Task Pages_there_and_back_are_the_list(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind, 300);
        foreach (var key in Enum.GetValues<PaymentSortKey>())
        {
            foreach (var (filter, i) in Filters.Select((filter, i) => (filter, i)))
            {
                foreach (var actor in i % 3 == 0 ? [ListWorld.Signatory, ListWorld.Manager] : (MerchantActor[])[ListWorld.Signatory])
                {
                    await CheckAsync(world, world.Find(), actor, filter with { Sort = new PaymentSort(key, i % 2 == 0) });
                }
            }
        }
    }

    [Theory, EachDatabase]
    public async Task Both_directions_of_every_order_keep_ties_together(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind);
        await world.AddAsync(Enumerable.Range(1, 30).Select(id => ListWorld.Row(id)));
        foreach (var key in Enum.GetValues<PaymentSortKey>())
        {
            await CheckAsync(world, world.Find(), ListWorld.Signatory, new PaymentFilter { Sort = new(key, true) });
            await CheckAsync(world, world.Find(), ListWorld.Signatory, new PaymentFilter { Sort = new(key, false) });
        }
    }

    [Theory, EachDatabase]
    public async Task The_limits_of_a_server_and_many_points_in_one_walk_give_the_same(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind, 200);
        foreach (var limits in (ListLimits[])[new(), ListWorld.Low with { MaxPointsApart = 1 }, ListWorld.Low with { SmallSet = 0, LargeSet = 0 }, ListWorld.Low with { LargeSet = 5_000 }, ListWorld.Low with { MaxRowsLookedAt = 9 }])
        {
            foreach (var (filter, i) in Filters.Select((filter, i) => (filter, i)))
            {
                await CheckAsync(world, world.Find(limits), ListWorld.Signatory, filter with { Sort = new PaymentSort((PaymentSortKey)(i % 3), i % 4 < 2) });
            }
        }
    }

    [Theory, EachDatabase]
    public async Task A_row_that_moves_or_comes_meanwhile_moves_nobody_elses_place(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind);
        await world.AddAsync(Enumerable.Range(1, 20).Select(id => ListWorld.Row(id, at: ListWorld.Now.AddMinutes(id))));
        var first = (await world.Find().ListAsync(ListWorld.Signatory, new PaymentFilter(), null, ListWorld.Now)).Page;
        await world.AddAsync(ListWorld.Row(99, at: ListWorld.Now.AddHours(2)));
        var second = (await world.Find().ListAsync(ListWorld.Signatory, new PaymentFilter(), first.Next, ListWorld.Now)).Page;
        second.Payments.Select(p => p.Id).ShouldBe([13, 12, 11, 10, 9, 8, 7]);
        var back = (await world.Find().ListAsync(ListWorld.Signatory, new PaymentFilter(), second.Previous, ListWorld.Now)).Page;
        back.Payments.Select(p => p.Id).ShouldBe([20, 19, 18, 17, 16, 15, 14], "one before them came meanwhile, so that this is no longer the first page");
        var top = (await world.Find().ListAsync(ListWorld.Signatory, new PaymentFilter(), back.Previous, ListWorld.Now)).Page;
        top.Payments.Select(p => p.Id).ShouldBe([99, 20, 19, 18, 17, 16, 15], "the first page is always full");
        top.Previous.ShouldBeNull();
    }

    [Theory, EachDatabase]
    public async Task Rare_rows_are_found_in_steps_that_say_so(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind);
        await world.AddAsync(Enumerable.Range(1, 200).Select(id => ListWorld.Row(id, label: id == 3 ? "Aiguille" : null, at: ListWorld.Now.AddMinutes(id))));
        var filter = new PaymentFilter { Search = "aiguille" };
        var pages = new List<PaymentPage> { (await world.Find().ListAsync(ListWorld.Signatory, filter, null, ListWorld.Now)).Page };
        while (pages[^1].Next is { } next)
        {
            pages.Add((await world.Find().ListAsync(ListWorld.Signatory, filter, next, ListWorld.Now)).Page);
        }

        pages.Select(page => page.Payments.Count).ShouldBe([0, 0, 0, 0, 1, 0]);
        pages.Select(page => page.StoppedEarly).ShouldBe([true, true, true, true, true, false]);
    }

    [Theory, EachDatabase]
    public async Task Many_older_payments_of_the_lowest_amount_do_not_empty_a_month_by_amount(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind);
        await world.AddAsync(Enumerable.Range(1, 200).Select(id => ListWorld.Row(id, at: ListWorld.Now.AddDays(id <= 180 ? -300 : -1))));
        var today = ParisCalendar.DayOf(ListWorld.Now);
        var filter = new PaymentFilter { From = today.AddDays(-30), To = today, Sort = new PaymentSort(PaymentSortKey.Amount, true) };
        var page = (await world.Find().ListAsync(ListWorld.Signatory, filter, null, ListWorld.Now)).Page;
        (page.Payments.Count, page.StoppedEarly).ShouldBe((ListWorld.Low.PageSize, false));
        await CheckAsync(world, world.Find(), ListWorld.Signatory, filter);
    }

    private static async Task CheckAsync(ListWorld world, FindPayments find, MerchantActor actor, PaymentFilter filter)
    {
        var expected = ListOracle.Of(world.Rows, actor, filter, ListWorld.Now).Select(row => row.Id).ToList();
        var pages = new List<PaymentPage>();
        for (ListPosition? next = null; pages.Count == 0 || next is not null; next = pages[^1].Next)
        {
            pages.Add((await find.ListAsync(actor, filter, next is null ? null : ListPosition.Read(next.Text, PageDirection.Forward), ListWorld.Now)).Page);
            pages.Count.ShouldBeLessThan(400, filter.ToString());
        }

        pages.SelectMany(page => page.Payments).Select(p => p.Id).ShouldBe(expected, filter.ToString());
        pages[0].Previous.ShouldBeNull();

        var last = pages.FindLast(page => page.Payments.Count > 0);
        var seen = last?.Payments.Select(p => p.Id).ToList() ?? [];
        for (var previous = last?.Previous; previous is not null;)
        {
            var page = (await find.ListAsync(actor, filter, previous, ListWorld.Now)).Page;
            // The first page is full, and may overlap with what was seen.
            seen.InsertRange(0, page.Payments.Select(p => p.Id).Except(seen));
            previous = page.Previous;
        }

        seen.ShouldBe(expected, $"back: {filter}");
    }
}
