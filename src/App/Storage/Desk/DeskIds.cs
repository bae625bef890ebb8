namespace Guichet.App.Storage.Desk;

/// <summary>A lane's own ranges for entries and letters, filled up before a group opens its transaction (on SQLite the refill is a writer too).</summary>
internal sealed class DeskIds(IdSource source)
{
    /// <summary>More letters or entries than one command may cause.</summary>
    private const int PerCommand = 8;

    private IdRange _entries = new(0, 0);
    private IdRange _letters = new(0, 0);

    public async ValueTask ReserveAsync(int commands)
    {
        if (_entries.Remaining < commands * PerCommand)
        {
            _entries = await source.TakeRangeAsync(IdKind.Entry);
        }

        if (_letters.Remaining < commands * PerCommand)
        {
            _letters = await source.TakeRangeAsync(IdKind.Letter);
        }
    }

    public long NextEntry() => Next(_entries);

    public long NextLetter() => Next(_letters);

    private static long Next(IdRange range) => range.TryTake(out var id) ? id : throw new InvalidOperationException($"A command caused more than {PerCommand} rows.");
}
