using Guichet.App.Payments;
using Guichet.App.Tests.Storage;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Payments;

/// <summary>The job of the two deadlines: exactly at the limit, after a stop, on several servers at once, under a clock that goes back.</summary>
public sealed class ExpirePaymentsTests
{
    /// <summary>More than two batches.</summary>
    private const int Many = 2 * ExpirePayments.BatchSize + 40;

    [Theory, EachDatabase]
    public async Task What_ends_at_an_instant_ends_with_it_and_not_a_millisecond_before(DatabaseKind kind)
    {
        await using var world = await ExpiryWorld.StartAsync(kind);
        var waiting = await world.AskAsync();
        var held = await world.HoldAsync();

        world.Time.SetUtcNow(waiting.PayBy.AddMilliseconds(-1));
        (await world.RunAsync()).ShouldBe(0);
        (await world.RunAsync(asOf: waiting.PayBy)).ShouldBe(0, "the desk's own clock decides, and the job ends nevertheless");
        world.Time.SetUtcNow(waiting.PayBy);
        (await world.RunAsync()).ShouldBe(1);

        world.Time.SetUtcNow(held.CaptureBy!.Value.AddMilliseconds(-1));
        (await world.RunAsync()).ShouldBe(0);
        world.Time.SetUtcNow(held.CaptureBy!.Value);
        (await world.RunAsync()).ShouldBe(1);
        (await world.ExpiredAtAsync()).ShouldBe([waiting.PayBy, held.CaptureBy!.Value]);
        (await world.Host.BalanceAsync()).ShouldBe(ExpiryWorld.Credit);
        await world.Host.CheckAsync();
    }

    [Theory, EachDatabase]
    public async Task After_a_stop_of_days_everything_is_caught_up_in_one_run(DatabaseKind kind)
    {
        await using var world = await ExpiryWorld.StartAsync(kind);
        await world.FillAsync(Many);
        await world.Host.StopAsync();
        world.Time.Advance(TimeSpan.FromDays(40));

        await using var next = await world.SecondServerAsync();
        (await ExpiryWorld.RunAsync(next, world.Now)).ShouldBe(Many);
        await ExpiryWorld.ShouldHaveEndedOnceAsync(next, Many);
        (await ExpiryWorld.RunAsync(next, world.Now)).ShouldBe(0);
    }

    [Theory, EachDatabase]
    public async Task Two_runs_at_once_end_each_payment_once(DatabaseKind kind)
    {
        await using var world = await ExpiryWorld.StartAsync(kind);
        await world.FillAsync(Many);
        world.Time.Advance(TimeSpan.FromDays(40));

        // SQLite has one server: two runs in it, as of an operator's command beside the timetable.
        await using var other = kind == DatabaseKind.Postgres ? await world.SecondServerAsync() : null;
        await Task.WhenAll(Task.Run(() => world.RunAsync()), Task.Run(() => ExpiryWorld.RunAsync(other ?? world.Host, world.Now)));
        await world.RunAsync(); // what one run left to the other, which had just ended

        await ExpiryWorld.ShouldHaveEndedOnceAsync(world.Host, Many);
    }

    [Theory, EachDatabase]
    public async Task A_clock_that_goes_back_opens_nothing_again_and_ends_nothing_twice(DatabaseKind kind)
    {
        await using var world = await ExpiryWorld.StartAsync(kind);
        var waiting = await world.AskAsync();
        var held = await world.HoldAsync();
        world.Time.SetUtcNow(held.CaptureBy!.Value.AddMinutes(1));
        (await world.RunAsync()).ShouldBe(2);

        world.Time.AdjustTime(world.Now.AddHours(-2));
        (await world.RunAsync()).ShouldBe(0);
        foreach (var ended in (Payment[])[waiting, held])
        {
            (await world.Host.ExpireAsync(ended)).Value!.Status.ShouldBe(PaymentStatus.Expired);
            (await world.Host.ApproveAsync(ended, 40_00)).Refusal!.Code.ShouldBe(RefusalCode.NotPossibleInState);
            (await world.Host.CancelAsync(ended)).Refusal!.Code.ShouldBe(RefusalCode.NotPossibleInState);
        }

        (await world.Host.CaptureAsync(held, 40_00)).Refusal!.Code.ShouldBe(RefusalCode.NotPossibleInState);
        world.Time.Advance(TimeSpan.FromHours(3));
        (await world.RunAsync()).ShouldBe(0);
        await ExpiryWorld.ShouldHaveEndedOnceAsync(world.Host, 2);
    }

    [Theory, EachDatabase]
    public async Task A_payment_that_cannot_be_decided_stops_no_other(DatabaseKind kind)
    {
        await using var world = await ExpiryWorld.StartAsync(kind);
        await world.FillAsync(20);
        var spoilt = await world.HoldAsync();
        await world.Host.ReadAsync(db => db.Payments.Where(p => p.Id == spoilt.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Funding, "spoilt")));
        world.Time.Advance(TimeSpan.FromDays(40));

        await Should.ThrowAsync<Exception>(() => world.RunAsync());
        (await world.Host.ReadAsync(db => db.Payments.CountAsync(p => p.Status == PaymentStatus.Expired))).ShouldBe(20);
        (await world.Host.ReadAsync(db => db.Payments.SingleAsync(p => p.Id == spoilt.Id))).Status.ShouldBe(PaymentStatus.Authorized);
    }
}
