using Guichet.App.Storage;
using Guichet.Domain;

namespace Guichet.Web.Jobs;

/// <summary>
/// Runs the timetable: each job on its own, never twice at once, from the moment at which the server is ready until it stops. A job that fails is said in the
/// log and tried again, with growing pauses; it stops no other.
/// </summary>
public sealed partial class JobRunner(IServiceProvider services, TimeProvider clock, ILogger<JobRunner> logger, IReadOnlyList<RecurringJob> jobs) : BackgroundService
{
    private static readonly TimeSpan ReadyPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await ReadyAsync(stoppingToken);
            await Task.WhenAll(jobs.Select(job => RepeatAsync(job, stoppingToken)));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops: every job has ended between two of its batches.
        }
    }

    private async Task ReadyAsync(CancellationToken stopping)
    {
        while (!await IsReadyAsync(stopping))
        {
            await Task.Delay(ReadyPause, clock, stopping);
        }
    }

    private async Task<bool> IsReadyAsync(CancellationToken stopping)
    {
        try
        {
            return await StorageSetup.IsReadyAsync(services, stopping);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return false; // the database may come later than the server
        }
    }

    private async Task RepeatAsync(RecurringJob job, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(job.Every, clock);
        var failures = 0;
        while (true)
        {
            failures = await RunAsync(job, stopping) ? 0 : failures + 1;
            if (failures > 0)
            {
                await Task.Delay(PauseAfter(failures, job.Every), clock, stopping);
            }

            await timer.WaitForNextTickAsync(stopping);
        }
    }

    private async Task<bool> RunAsync(RecurringJob job, CancellationToken stopping)
    {
        try
        {
            var done = await job.RunAsync(services, ParisCalendar.Truncate(clock.GetUtcNow()), stopping);
            if (done > 0)
            {
                LogDone(job.Name, done);
            }

            return true;
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            LogFailed(e, job.Name);
            return false;
        }
    }

    private static TimeSpan PauseAfter(int failures, TimeSpan every) =>
        TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, Math.Max(every.Ticks, TimeSpan.TicksPerSecond) << Math.Min(failures - 1, 6)));

    [LoggerMessage(Level = LogLevel.Debug, Message = "Job {Job} did {Count}")]
    private partial void LogDone(string job, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job} failed; it will be tried again")]
    private partial void LogFailed(Exception exception, string job);
}
