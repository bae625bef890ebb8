namespace Guichet.App.Storage.Desk;

/// <summary>Every limit of the desk, by name.</summary>
internal sealed record DeskLimits
{
    /// <summary>Commands waiting per lane, people's and the clock's each; one more is refused (unavailable), and nothing is done.</summary>
    public int QueueLength { get; init; } = 4096;

    /// <summary>Commands in one commit.</summary>
    public int MaxGroup { get; init; } = 256;

    /// <summary>Commands of the clock in one commit when nobody else waits: whoever comes meanwhile waits for them.</summary>
    public int MaxClockGroup { get; init; } = 128;

    /// <summary>Commands of the clock that go along with people's, so that a crowd does not keep it from going on.</summary>
    public int ClockShare { get; init; } = 8;

    /// <summary>Groups under way at once on PostgreSQL; SQLite has one writer.</summary>
    public int Lanes { get; init; } = 2;

    /// <summary>How often a command alone is tried again after a collision.</summary>
    public int MaxTries { get; init; } = 8;

    /// <summary>How long PostgreSQL may take for the statements of a group; it also ends the wait for a standby that is gone.</summary>
    public int CommandSeconds { get; init; } = 30;

    /// <summary>How long a submit waits for an earlier one with its key (2-rules.md).</summary>
    public TimeSpan SamePatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a lost connection is looked for while callers wait for an outcome.</summary>
    public TimeSpan ReconnectPatience { get; init; } = TimeSpan.FromSeconds(4);
}
