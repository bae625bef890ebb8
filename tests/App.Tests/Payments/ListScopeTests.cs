using Guichet.App.Access;
using Guichet.App.Payments;
using Guichet.App.Payments.Finding;
using Guichet.Domain;
using Guichet.Domain.Access;
using Guichet.Domain.Payments;
using Guichet.Fixtures;

namespace Guichet.App.Tests.Payments;

/// <summary>Each sees exactly its own: in pages, counters, totals, the newest row and the stream.</summary>
public sealed class ListScopeTests
{
    private static readonly PaymentFilter[] Filters =
    [
        new(), new() { Tab = PaymentTab.Canceled }, new() { Tab = PaymentTab.ExpiresSoon, Sort = new(PaymentSortKey.Amount, true) }, new() { Search = "client", Sort = new(PaymentSortKey.OrderReference, false) },
        new() { OrderReference = "REF2026" }, new() { Customer = "10000009001" }, new() { MinAmount = new(30_00), From = ParisCalendar.DayOf(ListWorld.Now) },
        new() { PointOfSaleIds = [711, 721, 999] }, new() { PointOfSaleIds = [721] },
    ];

    [Theory, EachDatabase]
    public async Task What_others_do_changes_no_answer(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind, 120);
        MerchantActor[] actors = [ListWorld.Signatory, ListWorld.AccountOf(711), ListWorld.Manager];
        var before = await EverythingAsync(world, actors);
        await world.AddAsync(ListWorld.Stranger, 200, seed: 2);
        (await EverythingAsync(world, actors)).ShouldBe(before);

        await world.AddAsync(Enumerable.Range(1, 50).Select(i => ListWorld.Row(i, point: 712, contact: "client0@example.org")));
        var after = await EverythingAsync(world, actors);
        after.Where(x => x.StartsWith("711", StringComparison.Ordinal)).ShouldBe(before.Where(x => x.StartsWith("711", StringComparison.Ordinal)), "another point of the same agreement");
        after.Where(x => x.StartsWith("Gestion", StringComparison.Ordinal)).ShouldBe(before.Where(x => x.StartsWith("Gestion", StringComparison.Ordinal)), "nor is it a manager's of the two others");
        after.ShouldNotBe(before, "its signatory does see them");
    }

    [Theory, EachDatabase]
    public async Task Everybody_sees_all_of_their_own_and_a_stranger_nothing(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind, 60);
        var all = new ListLimits();
        (await IdsAsync(world.Find(all with { PageSize = 100 }), ListWorld.Signatory, new())).Count.ShouldBe(60);
        (await IdsAsync(world.Find(all with { PageSize = 100 }), ListWorld.AccountOf(712), new())).ShouldBe(
            ListOracle.Of(world.Rows, ListWorld.AccountOf(712), new(), ListWorld.Now).Select(row => row.Id));
        (await IdsAsync(world.Find(all with { PageSize = 100 }), ListWorld.Manager, new())).ShouldBe(ListOracle.Of(world.Rows, ListWorld.Manager, new(), ListWorld.Now).Select(row => row.Id));
        (await IdsAsync(world.Find(), ListWorld.Manager, new() { PointOfSaleIds = [712] })).ShouldBeEmpty("a point of the agreement, but not of the manager");
        var stranger = new MerchantActor(3, ListWorld.Stranger, null, "Stranger", null) { Role = Role.Signatory };
        foreach (var filter in (PaymentFilter[])[new(), new() { PointOfSaleIds = [711] }])
        {
            (await world.Find().ListAsync(stranger, filter, null, ListWorld.Now)).Page.ShouldBe(PaymentPage.Empty, new PageComparer());
            Enum.GetValues<PaymentTab>().ShouldAllBe(tab => CountOf(world, stranger, filter, tab) == default);
            (await world.Find().TotalsAsync(stranger, filter, ListWorld.Now)).Count.ShouldBe(0);
            await using var stream = await world.Streams.OpenAsync(stranger, filter, ListWorld.Now);
            (await stream.ReadAsync().ToListAsync()).ShouldBeEmpty();
        }
    }

    [Theory, EachDatabase]
    public async Task A_position_of_somebody_else_or_of_another_order_is_the_first_page(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind, 30);
        await world.AddAsync(ListWorld.Stranger, 5, seed: 3);
        var first = await IdsAsync(world.Find(), ListWorld.Signatory, new());
        var stranger = (await world.Find().ListAsync(new MerchantActor(3, ListWorld.Stranger, null, "Stranger", null) { Role = Role.Signatory }, new(), null, ListWorld.Now)).Page;
        var theirs = ListPosition.Of(stranger.Payments[1], PaymentSort.Newest, PageDirection.Forward);
        (await IdsAsync(world.Find(), ListWorld.Signatory, new(), theirs)).ShouldBe(first);
        var own = (await world.Find().ListAsync(ListWorld.Signatory, new(), null, ListWorld.Now)).Page.Next!;
        foreach (var value in (string[])["", "x", "-1", "99999999999999999999", "253402300800000", "1.5"])
        {
            (await IdsAsync(world.Find(), ListWorld.Signatory, new(), own with { Value = value })).ShouldBe(first, value);
        }

        (await IdsAsync(world.Find(), ListWorld.AccountOf(711), new() { PointOfSaleIds = [712] }, own)).ShouldBeEmpty();
    }

    private static TabCount CountOf(ListWorld world, MerchantActor actor, PaymentFilter filter, PaymentTab tab) =>
        world.Find().ListAsync(actor, filter, null, ListWorld.Now).GetAwaiter().GetResult().Counts[tab];

    private static async Task<List<long>> IdsAsync(FindPayments find, MerchantActor actor, PaymentFilter filter, ListPosition? position = null) =>
        [.. (await find.ListAsync(actor, filter, position, ListWorld.Now)).Page.Payments.Select(p => p.Id)];

    private static async Task<List<string>> EverythingAsync(ListWorld world, MerchantActor[] actors)
    {
        List<string> answers = [];
        foreach (var actor in actors)
        {
            foreach (var filter in Filters)
            {
                var (page, counts, newest) = await world.Find().ListAsync(actor, filter, null, ListWorld.Now);
                await using var stream = await world.Streams.OpenAsync(actor, filter, ListWorld.Now);
                answers.Add($"{actor.OnlyPointId?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? actor.Name} {string.Join(',', page.Payments.Select(p => p.Id))} {page.Next} {page.StoppedEarly} "
                    + $"{string.Join(',', Enum.GetValues<PaymentTab>().Select(tab => counts[tab]))} {await world.Find().TotalsAsync(actor, filter, ListWorld.Now)} "
                    + $"{string.Join(',', (await stream.ReadAsync().ToListAsync()).Select(p => p.Id))} {newest?.Id}");
            }
        }

        return answers;
    }

    private sealed class PageComparer : IEqualityComparer<PaymentPage>
    {
        public bool Equals(PaymentPage? x, PaymentPage? y) => x?.Payments.Count == y?.Payments.Count && x?.Next == y?.Next && x?.Previous == y?.Previous && x?.StoppedEarly == y?.StoppedEarly;

        public int GetHashCode(PaymentPage obj) => obj.Payments.Count;
    }
}
