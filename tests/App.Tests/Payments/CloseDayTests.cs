using System.Globalization;
using Guichet.App.Access;
using Guichet.App.Payments;
using Guichet.App.Payments.Closing;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Access;
using Guichet.Domain.Payments;
using Guichet.Fixtures;

namespace Guichet.App.Tests.Payments;

/// <summary>«Clôture du jour» says what the list says of the same day, and adds what was recorded beside it.</summary>
public sealed class CloseDayTests
{
    private static readonly DateOnly Today = ParisCalendar.DayOf(ListWorld.Now);
    private static readonly MerchantActor Stranger = new(3, ListWorld.Stranger, null, "Ailleurs", null) { Role = Role.Signatory };

    [Theory, EachDatabase]
    public async Task Every_line_equals_the_totals_of_the_list_for_that_day(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind, 300);
        await world.AddAsync(ListWorld.Stranger, 80, seed: 5);
        foreach (var actor in (MerchantActor[])[ListWorld.Signatory, ListWorld.AccountOf(712), ListWorld.Manager, Stranger])
        {
            foreach (var points in (long[]?[])[null, [712], [711, 713], [721, 712]])
            {
                foreach (var day in Enumerable.Range(-4, 6).Select(Today.AddDays))
                {
                    var closing = await world.Closing().RunAsync(actor, points, day, ListWorld.Now);
                    foreach (var tab in ClosingFigures.Tabs)
                    {
                        var totals = await world.Find().TotalsAsync(actor, new PaymentFilter { PointOfSaleIds = points, From = day, To = day, Tab = tab }, ListWorld.Now);
                        var line = closing.Figures[tab];
                        (line.Count, line.Requested, line.Received).ShouldBe((totals.Count, totals.Requested, totals.Received), $"{actor.Name} {day} {tab}");
                        line.Captured.ShouldBe(tab == PaymentTab.Captured ? totals.Received : Money.Zero);
                    }

                    var all = await world.Find().TotalsAsync(actor, new PaymentFilter { PointOfSaleIds = points, From = day, To = day }, ListWorld.Now);
                    (closing.Figures.Operations.Count, closing.Figures.Operations.Requested, closing.Figures.Operations.Received).ShouldBe((all.Count, all.Requested, all.Received));
                    closing.Points.Sum(p => p.Figures.Operations.Count).ShouldBe(closing.Points.Count == 0 ? 0 : all.Count);
                }
            }
        }
    }

    [Theory, EachDatabase]
    public async Task Means_add_up_and_what_was_withdrawn_or_is_of_another_day_does_not_count(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind);
        await world.AddAsync(ListWorld.Row(1, cents: 70_00), ListWorld.Row(2, cents: 30_00, status: PaymentStatus.Authorized), ListWorld.Row(3, point: 712, cents: 11_00));
        await world.AddAsync(
            Record(1, 1, RemainderMeans.Cash, 20_00), Record(1, 2, RemainderMeans.Card, 10_00), Record(1, 3, RemainderMeans.Cash, 5_00), Record(1, 4, RemainderMeans.Other, 1_00),
            Record(1, 5, RemainderMeans.Cash, 99_00, withdrawn: true), Record(1, 6, RemainderMeans.PaperVouchers, 40_00, day: Today.AddDays(-1)),
            Record(3, 1, RemainderMeans.PaperVouchers, 7_00, point: 712), Record(9, 1, RemainderMeans.Cash, 500_00, point: 721));

        var figures = (await world.Closing().RunAsync(ListWorld.AccountOf(711), null, Today, ListWorld.Now)).Figures;
        figures[RemainderMeans.Cash].ShouldBe(new MeansSum(2, new Money(25_00)));
        figures[RemainderMeans.Card].ShouldBe(new MeansSum(1, new Money(10_00)));
        figures[RemainderMeans.PaperVouchers].ShouldBe(default);
        figures[RemainderMeans.Other].ShouldBe(new MeansSum(1, new Money(1_00)));
        figures.Vouchers.ShouldBe(new MeansSum(1, new Money(70_00)), "what only waits to be validated is not taken yet");
        figures.Taken.ShouldBe(new Money(106_00));
        figures.Open.ShouldBe(1);

        var all = await world.Closing().RunAsync(ListWorld.Signatory, null, Today, ListWorld.Now);
        all.Figures.Taken.ShouldBe(new Money(106_00 + 18_00));
        all.Points.Select(p => (p.Point.Id, p.Figures.Taken.Cents)).ShouldBe([(711, 106_00), (712, 18_00)]);
        (all.BusyPoints, all.QuietPoints).ShouldBe((2, 1));
        (await world.Closing().RunAsync(ListWorld.Signatory, [711], Today.AddDays(-1), ListWorld.Now)).Figures.Taken.ShouldBe(new Money(40_00), "a day with records alone");
    }

    [Theory, EachDatabase]
    public async Task Points_above_the_limit_are_counted_and_not_shown(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind);
        await world.AddAsync(ListWorld.Row(1, point: 711), ListWorld.Row(2, point: 712), ListWorld.Row(3, point: 713));
        var closing = await world.Closing(maxPoints: 2).RunAsync(ListWorld.Signatory, null, Today, ListWorld.Now);
        closing.Points.Select(p => p.Point.Id).ShouldBe([711, 712]);
        (closing.BusyPoints, closing.QuietPoints, closing.Figures.Vouchers.Count).ShouldBe((3, 0, 3));
        (await world.Closing().RunAsync(ListWorld.Signatory, [713], Today, ListWorld.Now)).Points.ShouldBeEmpty("of one point");
    }

    [Theory, EachDatabase]
    public async Task Nobody_closes_the_day_of_others(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind, 100);
        await world.AddAsync(Record(1, 1, RemainderMeans.Cash, 20_00), Record(2, 1, RemainderMeans.Card, 5_00, point: 712));
        (await world.Closing().RunAsync(Stranger, null, Today, ListWorld.Now)).Figures.IsEmpty.ShouldBeTrue();
        (await world.Closing().RunAsync(Stranger, [711], Today, ListWorld.Now)).Figures.IsEmpty.ShouldBeTrue();
        (await world.Closing().RunAsync(ListWorld.AccountOf(711), [712], Today, ListWorld.Now)).Figures.IsEmpty.ShouldBeTrue();
        var own = (await world.Closing().RunAsync(ListWorld.AccountOf(711), null, Today, ListWorld.Now)).Figures;
        own[RemainderMeans.Card].ShouldBe(default);
        own[RemainderMeans.Cash].Amount.ShouldBe(new Money(20_00));
    }

    [Theory] // a summer day, and the two days of a clock change, which have 23 and 25 hours
    [EachDatabase("2026-06-24", "2026-06-23T22:00:00Z", "2026-06-24T22:00:00Z")]
    [EachDatabase("2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")]
    [EachDatabase("2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")]
    public async Task A_day_is_from_midnight_to_midnight_in_Paris(DatabaseKind kind, string day, string start, string end)
    {
        await using var world = await ListWorld.StartAsync(kind);
        var (from, to, date) = (Instant(start), Instant(end), DateOnly.Parse(day, CultureInfo.InvariantCulture));
        await world.AddAsync(
            ListWorld.Row(1, at: from.AddMilliseconds(-1), cents: 1_00), ListWorld.Row(2, at: from, cents: 2_00),
            ListWorld.Row(3, at: to.AddMilliseconds(-1), cents: 4_00), ListWorld.Row(4, at: to, cents: 8_00));
        (await TakenAsync(date)).ShouldBe(6_00);
        (await TakenAsync(date.AddDays(-1))).ShouldBe(1_00);
        (await TakenAsync(date.AddDays(1))).ShouldBe(8_00);

        async Task<long> TakenAsync(DateOnly of) => (await world.Closing().RunAsync(ListWorld.Signatory, null, of, ListWorld.Now)).Figures.Taken.Cents;
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static RemainderPaymentRow Record(long payment, int line, RemainderMeans means, long cents, long point = 711, DateOnly? day = null, bool withdrawn = false) => new()
    {
        PaymentId = payment,
        Line = line,
        AgreementId = point / 10,
        PointOfSaleId = point,
        SubmitKey = $"{line:x32}",
        Means = means,
        Cents = cents,
        At = ListWorld.Now,
        Day = SuggestedReference.DayNumber(day ?? Today),
        AccountId = 1,
        WithdrawnAt = withdrawn ? ListWorld.Now : null,
        WithdrawnBy = withdrawn ? 1 : null,
    };
}
