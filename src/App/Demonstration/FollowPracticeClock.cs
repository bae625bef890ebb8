using System.Data.Common;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guichet.App.Demonstration;

/// <summary>Reads at the start how far the practice clock is ahead, before anything else begins, and follows the moves that other processes make.</summary>
internal sealed partial class FollowPracticeClock(IDbContextFactory<AppDb> databases, PracticeClock clock, ILogger<FollowPracticeClock> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryReadAsync();
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryReadAsync();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    /// <summary>A database that does not answer is asked again; until then the clock goes on as it is.</summary>
    private async Task TryReadAsync()
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync();
            clock.Advance(TimeSpan.FromMilliseconds(await db.PracticeClocks.Where(c => c.Id == PracticeClockRow.OnlyId).Select(c => c.AheadMs).SingleOrDefaultAsync()));
        }
        catch (DbException e)
        {
            LogUnread(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The practice clock could not be read; it will be tried again")]
    private partial void LogUnread(Exception exception);
}
