using System.Collections.Concurrent;

namespace Guichet.Web.Live;

/// <summary>How many streams an account holds open at once. One more is refused: that page asks from time to time instead.</summary>
internal sealed class StreamPlaces
{
    public const int PerAccount = 32;

    private readonly ConcurrentDictionary<long, int> _taken = new();

    public bool TryTake(long accountId)
    {
        if (_taken.AddOrUpdate(accountId, 1, (_, n) => n + 1) <= PerAccount)
        {
            return true;
        }

        GiveBack(accountId);
        return false;
    }

    public void GiveBack(long accountId)
    {
        // An account without streams leaves nothing behind; a place taken between the two lines keeps it.
        _taken.AddOrUpdate(accountId, 0, (_, n) => n - 1);
        _taken.TryRemove(new KeyValuePair<long, int>(accountId, 0));
    }
}
