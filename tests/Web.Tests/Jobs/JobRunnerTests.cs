using Guichet.Web.Jobs;
using Guichet.Web.Tests.Letters;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Guichet.Web.Tests.Jobs;

/// <summary>The runner of the timetable, under a clock that the test advances.</summary>
public class JobRunnerTests
{
    [Fact]
    public async Task A_job_runs_at_once_and_then_every_period_as_of_the_clock()
    {
        var clock = new FakeTimeProvider(new(2020, 6, 24, 9, 0, 0, TimeSpan.Zero));
        using Turns turns = new();
        await using var runner = await RunningAsync(clock, new RecurringJob("a", TimeSpan.FromSeconds(10), turns.TakeAsync));
        (await turns.NextAsync(clock, TimeSpan.Zero)).ShouldBe(clock.Start);
        (await turns.NextAsync(clock, TimeSpan.FromSeconds(10))).ShouldBe(clock.Start.AddSeconds(10));
        (await turns.NextAsync(clock, TimeSpan.FromSeconds(10))).ShouldBe(clock.Start.AddSeconds(20));
    }

    [Fact]
    public async Task A_job_that_fails_is_tried_again_and_stops_no_other()
    {
        var clock = new FakeTimeProvider(new(2020, 6, 24, 9, 0, 0, TimeSpan.Zero));
        using Turns failing = new(), other = new();
        await using var runner = await RunningAsync(clock,
            new RecurringJob("failing", TimeSpan.FromSeconds(10), async (services, asOf, stopping) => await failing.TakeAsync(services, asOf, stopping) + Fail()),
            new RecurringJob("other", TimeSpan.FromSeconds(10), other.TakeAsync));
        await failing.NextAsync(clock, TimeSpan.Zero);
        await other.NextAsync(clock, TimeSpan.Zero);
        await other.NextAsync(clock, TimeSpan.FromSeconds(10));
        (await failing.NextAsync(clock, TimeSpan.FromSeconds(10))).ShouldBeGreaterThan(clock.Start);
    }

    [Fact]
    public async Task A_job_never_runs_twice_at_once_and_ends_when_the_server_stops()
    {
        var clock = new FakeTimeProvider(new(2020, 6, 24, 9, 0, 0, TimeSpan.Zero));
        var (running, most, begun) = (0, 0, new SemaphoreSlim(0));
        var runner = await RunningAsync(clock, new RecurringJob("slow", TimeSpan.FromSeconds(1), async (_, _, stopping) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            begun.Release();
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, clock, stopping);
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }

            return 0;
        }));
        (await begun.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
        clock.Advance(TimeSpan.FromSeconds(10));
        await runner.DisposeAsync();
        (running, most).ShouldBe((0, 1));
        begun.Dispose();
    }

    [Fact]
    public void The_timetable_has_a_name_and_a_period_for_each_job()
    {
        Timetable.Jobs.Select(job => job.Name).ShouldBeUnique();
        Timetable.Jobs.ShouldAllBe(job => job.Every >= TimeSpan.FromSeconds(1) && Timetable.Find(job.Name) == job);
        Timetable.Find("no-such-job").ShouldBeNull();
    }

    private static int Fail() => throw new InvalidOperationException("as tested");

    private static async Task<Running> RunningAsync(TimeProvider clock, params RecurringJob[] jobs)
    {
        var site = await LetterSite.StartAsync();
        var runner = new JobRunner(site.Services, clock, NullLogger<JobRunner>.Instance, jobs);
        await runner.StartAsync(CancellationToken.None);
        return new Running(site, runner);
    }

    private sealed record Running(LetterSite Site, JobRunner Runner) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Runner.StopAsync(CancellationToken.None);
            Runner.Dispose();
            await Site.DisposeAsync();
        }
    }

    /// <summary>What a job was called with, one turn after the other.</summary>
    private sealed class Turns : IDisposable
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<DateTimeOffset> _taken = new();
        private readonly SemaphoreSlim _count = new(0);

        public Task<int> TakeAsync(IServiceProvider services, DateTimeOffset asOf, CancellationToken stopping)
        {
            _taken.Enqueue(asOf);
            _count.Release();
            return Task.FromResult(1);
        }

        /// <summary>The next turn; the clock is advanced a step at a time until it comes (the runner may not be waiting for the clock yet).</summary>
        public async Task<DateTimeOffset> NextAsync(FakeTimeProvider clock, TimeSpan step)
        {
            for (var i = 0; i < 200; i++)
            {
                if (await _count.WaitAsync(i == 0 && step > TimeSpan.Zero ? TimeSpan.FromMilliseconds(300) : TimeSpan.FromMilliseconds(150)))
                {
                    return _taken.TryDequeue(out var asOf) ? asOf : throw new InvalidOperationException("No turn");
                }

                if (i == 0 || i > 20)
                {
                    clock.Advance(step);
                }
            }

            throw new TimeoutException("The job did not run");
        }

        public void Dispose() => _count.Dispose();
    }
}
