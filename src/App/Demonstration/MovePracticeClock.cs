using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Demonstration;

/// <summary>What became of a wish to move the practice clock.</summary>
public enum PracticeMove
{
    Moved,

    /// <summary>Not forward, or by more than one step may be.</summary>
    StepOutOfRange,

    /// <summary>It would be further ahead than <see cref="MovePracticeClock.MaxAhead"/>.</summary>
    TooFarAhead,

    /// <summary>Somebody moved it since it was shown: a second press, another page.</summary>
    MovedMeanwhile,
}

/// <summary>
/// Moves the practice clock forward. The move, the sessions that live on and what else is taken along are one commit: whatever a request reads, before or
/// after it, nobody is signed out.
/// </summary>
public sealed class MovePracticeClock
{
    public static readonly TimeSpan MaxAhead = TimeSpan.FromDays(400);
    public static readonly TimeSpan MaxStep = TimeSpan.FromDays(60);

    /// <summary>What expires with a day does so in the minutes after midnight.</summary>
    private static readonly TimeSpan PastMidnight = TimeSpan.FromMinutes(5);

    private readonly IDbContextFactory<AppDb> _databases;
    private readonly PracticeClock _clock;

    internal MovePracticeClock(IDbContextFactory<AppDb> databases, PracticeClock clock) => (_databases, _clock) = (databases, clock);

    /// <summary>From an instant to 00:05 of the next day in Paris.</summary>
    public static TimeSpan ToNextDay(DateTimeOffset now) => ParisCalendar.EndOf(ParisCalendar.DayOf(now)) + PastMidnight - ParisCalendar.Truncate(now);

    /// <param name="by">Whole milliseconds.</param>
    /// <param name="seen">How far ahead it was when the person decided.</param>
    public async Task<PracticeMove> RunAsync(TimeSpan by, TimeSpan seen)
    {
        if (by < TimeSpan.FromMilliseconds(1) || by > MaxStep)
        {
            return PracticeMove.StepOutOfRange;
        }

        // Bounded first: what was seen is typed by a browser, and a sum of two spans can overflow.
        if (seen < TimeSpan.Zero || seen > MaxAhead)
        {
            return PracticeMove.MovedMeanwhile;
        }

        var ahead = seen + by;
        if (ahead > MaxAhead)
        {
            return PracticeMove.TooFarAhead;
        }

        await using var db = await _databases.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (!await SetAsync(db, (long)seen.TotalMilliseconds, (long)ahead.TotalMilliseconds))
        {
            return PracticeMove.MovedMeanwhile;
        }

        await TakeAlongAsync(db, (long)by.TotalMilliseconds);
        await transaction.CommitAsync();
        _clock.Advance(ahead);
        return PracticeMove.Moved;
    }

    /// <summary>The row's lock makes moves wait for each other; the second finds that it has moved.</summary>
    private static async Task<bool> SetAsync(AppDb db, long seenMs, long aheadMs)
    {
        await db.Database.ExecuteSqlAsync($"INSERT INTO practice_clock (id, ahead_ms) VALUES ({PracticeClockRow.OnlyId}, 0) ON CONFLICT (id) DO NOTHING");
        return await db.PracticeClocks.Where(c => c.Id == PracticeClockRow.OnlyId && c.AheadMs == seenMs)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.AheadMs, aheadMs)) == 1;
    }

    /// <summary>
    /// What would only surprise somebody who practises: being signed out, a phone that is forgotten, a form that is gone, and the key that keeps this form from
    /// being sent twice. What was promised with a date or an hour (payments, links in letters) keeps it.
    /// </summary>
    private static async Task TakeAlongAsync(AppDb db, long byMs)
    {
        foreach (var statement in Later(db.Database.IsSqlite() ? "{0}" : "{0} * interval '1 millisecond'"))
        {
            await db.Database.ExecuteSqlRawAsync(statement, byMs);
        }
    }

    private static string[] Later(string by) =>
    [
        $"UPDATE session SET created_at = created_at + {by}, last_seen_at = last_seen_at + {by}, expires_at = expires_at + {by}",
        $"UPDATE known_device SET created_at = created_at + {by}, last_seen_at = last_seen_at + {by}",
        $"UPDATE payment_draft SET created_at = created_at + {by}",
        $"UPDATE idempotency SET at = at + {by}",
    ];
}
