using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Fixtures;

namespace Guichet.App.Tests.Payments;

public sealed class ListCountTests
{
    private static readonly DateOnly Today = ParisCalendar.DayOf(ListWorld.Now);

    private static readonly PaymentFilter[] Filters =
    [
        new(), new() { From = Today }, new() { PointOfSaleIds = [711, 713] }, new() { Type = PaymentType.PreReservation }, new() { Search = "client2" }, new() { OrderReference = "REF202606241" },
        new() { MinAmount = new(50_00) }, new() { Customer = "payer9001@example.org" }, new() { Customer = "client3@example.org", From = Today }, new() { To = Today.AddDays(-1), Customer = "dossier", Seller = "1" },
    ];

    [Theory, EachDatabase]
    public async Task Counters_are_exact_below_every_limit(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind, 150);
        foreach (var filter in Filters)
        {
            // The chosen tab is a condition of the page, not of the counters.
            var counts = (await world.Find(new()).ListAsync(ListWorld.Signatory, filter with { Tab = PaymentTab.Expired }, null, ListWorld.Now)).Counts;
            foreach (var tab in Enum.GetValues<PaymentTab>())
            {
                counts[tab].ShouldBe(new TabCount(ListOracle.Of(world.Rows, ListWorld.Signatory, filter with { Tab = tab }, ListWorld.Now).Count, false), $"{tab} {filter}");
            }
        }
    }

    [Theory, EachDatabase]
    public async Task Counters_never_say_less_than_more_and_stop_at_the_cap(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind, 400);
        foreach (var filter in Filters)
        {
            var counts = (await world.Find().ListAsync(ListWorld.Signatory, filter, null, ListWorld.Now)).Counts;
            foreach (var tab in Enum.GetValues<PaymentTab>())
            {
                var exact = ListOracle.Of(world.Rows, ListWorld.Signatory, filter with { Tab = tab }, ListWorld.Now).Count;
                counts[tab].Count.ShouldBeLessThanOrEqualTo(Math.Min(exact, ListWorld.Low.CountCap));
                (counts[tab].OrMore || counts[tab].Count == exact).ShouldBeTrue($"{tab} {filter}: {counts[tab]} of {exact}");
            }
        }

        (await world.Find().ListAsync(ListWorld.Signatory, new(), null, ListWorld.Now)).Counts[PaymentTab.All].ShouldBe(new TabCount(20, true));
    }

    [Theory]
    [EachDatabase(20, false)]
    [EachDatabase(21, true)]
    public async Task The_cap_itself_is_no_more(DatabaseKind kind, int rows, bool orMore)
    {
        await using var world = await ListWorld.StartAsync(kind);
        await world.AddAsync(Enumerable.Range(1, rows).Select(id => ListWorld.Row(id, status: PaymentStatus.AwaitingCustomer)));
        var counts = (await world.Find().ListAsync(ListWorld.Signatory, new(), null, ListWorld.Now)).Counts;
        counts[PaymentTab.AwaitingCustomer].ShouldBe(new TabCount(20, orMore));
        counts[PaymentTab.All].ShouldBe(new TabCount(20, orMore));
        counts[PaymentTab.Authorized].ShouldBe(default);
    }

    [Theory, EachDatabase]
    public async Task Expiring_soon_ends_with_the_millisecond(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind);
        await world.AddAsync(
            ListWorld.Row(1, status: PaymentStatus.AwaitingCustomer, payBy: ListWorld.Now.AddHours(24)),
            ListWorld.Row(2, status: PaymentStatus.AwaitingCustomer, payBy: ListWorld.Now.AddHours(24).AddMilliseconds(1)),
            ListWorld.Row(3, status: PaymentStatus.Authorized, payBy: ListWorld.Now.AddDays(-9), captureBy: ListWorld.Now.AddHours(24)),
            ListWorld.Row(4, status: PaymentStatus.Authorized, payBy: ListWorld.Now.AddDays(-9), captureBy: ListWorld.Now.AddHours(25)),
            ListWorld.Row(5, status: PaymentStatus.Expired, payBy: ListWorld.Now.AddDays(-9)));
        var filter = new PaymentFilter { Tab = PaymentTab.ExpiresSoon };
        (await world.Find().ListAsync(ListWorld.Signatory, filter, null, ListWorld.Now)).Page.Payments.Select(p => p.Id).ShouldBe([3, 1]);
        (await world.Find().ListAsync(ListWorld.Signatory, new(), null, ListWorld.Now)).Counts[PaymentTab.ExpiresSoon].ShouldBe(new TabCount(2, false));
    }

    [Theory, EachDatabase]
    public async Task A_period_is_of_Paris_days_of_the_last_action(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind);
        var day = new DateOnly(2026, 3, 29); // 23 hours long.
        await world.AddAsync(
            ListWorld.Row(1, at: new DateTimeOffset(2026, 3, 28, 22, 59, 59, 999, TimeSpan.Zero)),
            ListWorld.Row(2, at: new DateTimeOffset(2026, 3, 28, 23, 0, 0, TimeSpan.Zero)),
            ListWorld.Row(3, at: new DateTimeOffset(2026, 3, 29, 21, 59, 59, 999, TimeSpan.Zero)),
            ListWorld.Row(4, at: new DateTimeOffset(2026, 3, 29, 22, 0, 0, TimeSpan.Zero)));
        var filter = new PaymentFilter { From = day, To = day };
        (await world.Find().ListAsync(ListWorld.Signatory, filter, null, ListWorld.Now)).Page.Payments.Select(p => p.Id).ShouldBe([3, 2]);
        (await world.Find().TotalsAsync(ListWorld.Signatory, filter, ListWorld.Now)).ShouldBe(new PaymentTotals(2, new Money(80_00), new Money(80_00)));
    }

    [Theory, EachDatabase]
    public async Task Totals_are_those_of_the_rows(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind, 150);
        foreach (var filter in Filters.SelectMany(filter => Enum.GetValues<PaymentTab>().Select(tab => filter with { Tab = tab })))
        {
            var rows = ListOracle.Of(world.Rows, ListWorld.Signatory, filter, ListWorld.Now);
            (await world.Find().TotalsAsync(ListWorld.Signatory, filter, ListWorld.Now)).ShouldBe(new PaymentTotals(rows.Count, new Money(rows.Sum(r => r.RequestedCents)),
                new Money(rows.Sum(r => r.Status switch { PaymentStatus.Captured => r.CapturedCents, PaymentStatus.Authorized => r.AuthorizedCents, _ => 0 } ?? 0))), filter.ToString());
        }
    }
}
