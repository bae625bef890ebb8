namespace Guichet.App.Access;

/// <summary>
/// Tries of one subject go one after another, so that a right password among several at once is not told «blocked» while the others are still being
/// looked at. A fixed number of places: strangers cannot make it grow; two subjects that share one only wait for each other.
/// Between servers the count in the database still holds; only this courtesy is local.
/// </summary>
internal sealed class Turns : IDisposable
{
    private const int Places = 512;
    private readonly SemaphoreSlim[] _places = [.. Enumerable.Range(0, Places).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Null when the turn did not come in time.</summary>
    public async Task<IDisposable?> EnterAsync(string subject, TimeSpan longest)
    {
        var place = _places[(uint)string.GetHashCode(subject, StringComparison.Ordinal) % Places];
        return await place.WaitAsync(longest) ? new Turn(place) : null;
    }

    public void Dispose() => Array.ForEach(_places, place => place.Dispose());

    private sealed class Turn(SemaphoreSlim place) : IDisposable
    {
        public void Dispose() => place.Release();
    }
}
