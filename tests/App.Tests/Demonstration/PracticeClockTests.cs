using Guichet.App.Demonstration;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Guichet.App.Tests.Demonstration;

/// <summary>The demonstration's time goes forward only, within limits, takes along what would surprise, and is still ahead after a restart.</summary>
public class PracticeClockTests
{
    private static readonly TestDatabases Databases = new(value => StorageSetup.MigrateAsync(value));
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly DateTimeOffset Noon = new(2026, 6, 24, 10, 0, 0, TimeSpan.Zero);

    [Theory, EachDatabase]
    public async Task It_goes_forward_by_what_was_asked_and_is_still_ahead_after_a_restart(DatabaseKind kind)
    {
        await using var database = await Databases.CreateAsync(kind);
        await using (var first = await StartAsync(database.Value))
        {
            AheadOf(first).ShouldBe(TimeSpan.Zero);
            (await MoveAsync(first, TimeSpan.FromDays(7))).ShouldBe(PracticeMove.Moved);
            (await MoveAsync(first, TimeSpan.FromHours(1))).ShouldBe(PracticeMove.Moved);
            AheadOf(first).ShouldBe(new TimeSpan(7, 1, 0, 0));
            (first.GetRequiredService<TimeProvider>().GetUtcNow() - TimeProvider.System.GetUtcNow()).ShouldBe(new TimeSpan(7, 1, 0, 0), Minute);
            await StopAsync(first);
        }

        await using var second = await StartAsync(database.Value);
        AheadOf(second).ShouldBe(new TimeSpan(7, 1, 0, 0));
        await StopAsync(second);
    }

    [Theory, EachDatabase]
    public async Task A_move_of_one_process_is_followed_by_the_others(DatabaseKind kind)
    {
        await using var database = await Databases.CreateAsync(kind);
        await using var mover = await StartAsync(database.Value);
        await using var other = await StartAsync(database.Value);
        (await MoveAsync(mover, TimeSpan.FromHours(6))).ShouldBe(PracticeMove.Moved);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (AheadOf(other) == TimeSpan.Zero)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }

        AheadOf(other).ShouldBe(TimeSpan.FromHours(6));
        await StopAsync(mover);
        await StopAsync(other);
    }

    [Theory, EachDatabase]
    public async Task It_never_goes_back_nor_too_far_nor_twice_for_one_press(DatabaseKind kind)
    {
        await using var database = await Databases.CreateAsync(kind);
        await using var services = await StartAsync(database.Value);
        foreach (var by in (TimeSpan[])[TimeSpan.Zero, -Minute, TimeSpan.MinValue, TimeSpan.FromDays(60) + Minute, TimeSpan.MaxValue])
        {
            (await MoveAsync(services, by)).ShouldBe(PracticeMove.StepOutOfRange, $"{by}");
        }

        var move = services.GetRequiredService<MovePracticeClock>();
        var presses = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => move.RunAsync(TimeSpan.FromDays(60), TimeSpan.Zero)));
        presses.Count(press => press == PracticeMove.Moved).ShouldBe(1);
        presses.Count(press => press == PracticeMove.MovedMeanwhile).ShouldBe(4);
        (await move.RunAsync(Minute, TimeSpan.MaxValue)).ShouldBe(PracticeMove.MovedMeanwhile);
        (await move.RunAsync(Minute, -Minute)).ShouldBe(PracticeMove.MovedMeanwhile);
        for (var i = 0; i < 5; i++)
        {
            (await MoveAsync(services, TimeSpan.FromDays(60))).ShouldBe(PracticeMove.Moved);
        }

        (await MoveAsync(services, TimeSpan.FromDays(41))).ShouldBe(PracticeMove.TooFarAhead);
        (await MoveAsync(services, TimeSpan.FromDays(40))).ShouldBe(PracticeMove.Moved);
        (await MoveAsync(services, TimeSpan.FromMilliseconds(1))).ShouldBe(PracticeMove.TooFarAhead);
        AheadOf(services).ShouldBe(MovePracticeClock.MaxAhead);
        services.GetRequiredService<PracticeClock>().Advance(Minute); // an answer of the database that comes late
        AheadOf(services).ShouldBe(MovePracticeClock.MaxAhead);
        await StopAsync(services);
    }

    [Theory, EachDatabase]
    public async Task Sessions_phones_forms_and_their_keys_are_taken_along_and_links_are_not(DatabaseKind kind)
    {
        await using var database = await Databases.CreateAsync(kind);
        await using var services = await StartAsync(database.Value);
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        db.AddRange(
            new SessionRow { KeyHash = "s", Ticket = [], Stage = SessionStage.Full, CreatedAt = Noon, LastSeenAt = Noon + Minute, ExpiresAt = Noon + 2 * Minute },
            new KnownDeviceRow { KeyHash = "d", CreatedAt = Noon, LastSeenAt = Noon + Minute },
            new PaymentDraftRow { Id = "f", Fields = "{}", CreatedAt = Noon },
            new IdempotencyRow { Scope = "a:1", Key = "f", ContentHash = "", At = Noon },
            new OneTimeLinkRow { TokenHash = "l", CreatedAt = Noon, ExpiresAt = Noon + Minute });
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();

        var by = new TimeSpan(7, 1, 0, 0, 1);
        (await MoveAsync(services, by)).ShouldBe(PracticeMove.Moved);
        var session = await db.Sessions.SingleAsync();
        (session.CreatedAt, session.LastSeenAt, session.ExpiresAt).ShouldBe((Noon + by, Noon + by + Minute, Noon + by + 2 * Minute));
        var device = await db.KnownDevices.SingleAsync();
        (device.CreatedAt, device.LastSeenAt).ShouldBe((Noon + by, Noon + by + Minute));
        (await db.PaymentDrafts.SingleAsync()).CreatedAt.ShouldBe(Noon + by);
        (await db.IdempotencyKeys.SingleAsync()).At.ShouldBe(Noon + by);
        (await db.OneTimeLinks.SingleAsync()).ExpiresAt.ShouldBe(Noon + Minute);
        await StopAsync(services);
    }

    [Theory]
    [InlineData("2020-06-24T09:06:00Z", "2020-06-24T22:05:00Z")]
    [InlineData("2020-06-24T22:00:00Z", "2020-06-25T22:05:00Z")]
    [InlineData("2020-06-24T21:59:59.9994Z", "2020-06-24T22:05:00Z")]
    [InlineData("2020-03-28T23:30:00Z", "2020-03-29T22:05:00Z")] // a day of 23 hours
    [InlineData("2020-10-24T22:30:00Z", "2020-10-25T23:05:00Z")] // a day of 25 hours
    [InlineData("2020-12-31T12:00:00Z", "2020-12-31T23:05:00Z")]
    public void Passing_midnight_leads_to_five_past_in_Paris(string now, string then)
    {
        var (from, to) = (Instant(now), Instant(then));
        var by = MovePracticeClock.ToNextDay(from);
        (by.Ticks % TimeSpan.TicksPerMillisecond).ShouldBe(0);
        (from + by).ShouldBe(to, TimeSpan.FromMilliseconds(1));
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static TimeSpan AheadOf(IServiceProvider services) => services.GetRequiredService<PracticeClock>().Ahead;

    private static Task<PracticeMove> MoveAsync(IServiceProvider services, TimeSpan by) => services.GetRequiredService<MovePracticeClock>().RunAsync(by, AheadOf(services));

    private static async Task<ServiceProvider> StartAsync(string database)
    {
        var services = new ServiceCollection().AddGuichetClock(isDemonstration: true).AddGuichetStorage(database).BuildServiceProvider();
        foreach (var service in services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        return services;
    }

    private static async Task StopAsync(IServiceProvider services)
    {
        foreach (var service in services.GetServices<IHostedService>().Reverse())
        {
            await service.StopAsync(CancellationToken.None);
        }
    }
}
