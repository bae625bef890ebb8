namespace Guichet.App.Demonstration;

/// <summary>
/// The demonstration's time: the real one, ahead by what people have moved it. It never goes back. Pauses, timers and measured spans stay real, so that jobs
/// keep their turns. In production it does not exist.
/// </summary>
public sealed class PracticeClock : TimeProvider
{
    private long _aheadTicks;

    /// <summary>How far it is ahead of the real time, whole milliseconds; zero before anybody moved it.</summary>
    public TimeSpan Ahead => TimeSpan.FromTicks(Interlocked.Read(ref _aheadTicks));

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;

    /// <summary>As the database has it. What was read before another move, and comes late, changes nothing.</summary>
    internal void Advance(TimeSpan ahead)
    {
        for (var seen = Interlocked.Read(ref _aheadTicks); ahead.Ticks > seen;)
        {
            var before = Interlocked.CompareExchange(ref _aheadTicks, ahead.Ticks, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}
