using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Storage;

/// <summary>What ids are numbered for. The names are stored in id_range: never rename.</summary>
internal enum IdKind
{
    Payment,
    Entry,
    Letter,
    Person,
    Mail,
    CreditOrder,
    PointRequest,
    Application,
    ApplicationDocument,
    Suspension,
    PushSubscription,
}

/// <summary>Ids, allocated before the insert from ranges that each process takes for itself. A range that is not used up is lost: gaps mean nothing.</summary>
internal sealed class IdSource(IDbContextFactory<AppDb> databases) : IDisposable
{
    /// <summary>How many a process takes at once: at 20 000 payments a second one write every few seconds.</summary>
    public const int RangeSize = 50_000;

    private const string TakeSql = """
        INSERT INTO id_range (name, next) VALUES ({0}, {1} + 1)
        ON CONFLICT (name) DO UPDATE SET next = id_range.next + {1}
        RETURNING next - {1} AS "Value"
        """;

    private readonly SemaphoreSlim _refill = new(1);
    private readonly IdRange[] _ranges = [.. Enum.GetValues<IdKind>().Select(_ => new IdRange(0, 0))];

    public async ValueTask<long> NextAsync(IdKind kind)
    {
        while (true)
        {
            if (Volatile.Read(ref _ranges[(int)kind]).TryTake(out var id))
            {
                return id;
            }

            await _refill.WaitAsync();
            try
            {
                if (_ranges[(int)kind].Remaining == 0)
                {
                    Volatile.Write(ref _ranges[(int)kind], await TakeRangeAsync(kind));
                }
            }
            finally
            {
                _refill.Release();
            }
        }
    }

    public async Task<IdRange> TakeRangeAsync(IdKind kind)
    {
        await using var db = await databases.CreateDbContextAsync();
        var first = await db.Database.SqlQueryRaw<long>(TakeSql, kind.ToString(), (long)RangeSize).ToListAsync();
        return new IdRange(first[0], RangeSize);
    }

    public void Dispose() => _refill.Dispose();
}

/// <summary>Ids first … first + size − 1, each given once; safe for many threads.</summary>
internal sealed class IdRange(long first, int size)
{
    private long _taken;

    public long Remaining => Math.Max(0, size - Volatile.Read(ref _taken));

    public bool TryTake(out long id)
    {
        var index = Volatile.Read(ref _taken) < size ? Interlocked.Increment(ref _taken) - 1 : size;
        id = first + index;
        return index < size;
    }
}
