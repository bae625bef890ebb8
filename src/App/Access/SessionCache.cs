using System.Collections.Concurrent;

namespace Guichet.App.Access;

/// <summary>
/// Sessions seen a moment ago, so that a page and its parts ask the database once. Signing out on this server is felt at once: an answer that was read
/// before a kill is not kept. Other servers see it within <see cref="Life"/>.
/// </summary>
internal sealed class SessionCache
{
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(3);
    private const int MaxEntries = 10_000;

    private readonly ConcurrentDictionary<string, (SessionIdentity Identity, DateTimeOffset Until)> _entries = new(StringComparer.Ordinal);
    private long _kills;

    /// <summary>To be read before the database, and handed to <see cref="Keep"/>.</summary>
    public long Kills => Interlocked.Read(ref _kills);

    public SessionIdentity? Find(string keyHash, DateTimeOffset now) =>
        _entries.TryGetValue(keyHash, out var entry) && entry.Until > now && entry.Until <= now + Life ? entry.Identity : null;

    public void Keep(string keyHash, SessionIdentity identity, DateTimeOffset now, long killsBefore)
    {
        if (_entries.Count >= MaxEntries)
        {
            _entries.Clear();
        }

        _entries[keyHash] = (identity, now + Life);
        if (Kills != killsBefore)
        {
            _entries.TryRemove(keyHash, out _);
        }
    }

    public void Kill(string keyHash)
    {
        Interlocked.Increment(ref _kills);
        _entries.TryRemove(keyHash, out _);
    }

    public void KillAccount(long accountId)
    {
        Interlocked.Increment(ref _kills);
        foreach (var (keyHash, entry) in _entries)
        {
            if (entry.Identity.AccountId == accountId)
            {
                _entries.TryRemove(keyHash, out _);
            }
        }
    }
}
