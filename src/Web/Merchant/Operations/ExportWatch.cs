namespace Guichet.Web.Merchant.Operations;

public enum ExportState
{
    Running,
    Done,

    /// <summary>Whoever asked for it does not want it any more.</summary>
    Canceled,

    /// <summary>It broke off; what has been saved is not a file.</summary>
    Failed,

    /// <summary>No place was free.</summary>
    Refused,
}

/// <summary>How far one export is.</summary>
#pragma warning disable CA1001 // A source without a limit of time holds nothing that has to be given back, and may be canceled long after its export has ended.
public sealed class WatchedExport
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _cancel = new();
    private long _rows, _of = -1;
    private volatile ExportState _state;

    public ExportState State => _state;

    /// <summary>Written so far.</summary>
    public long Rows => Interlocked.Read(ref _rows);

    /// <summary>All that there are; null until they are counted.</summary>
    public long? Of => Interlocked.Read(ref _of) is >= 0 and var of ? of : null;

    /// <summary>Asks to stop.</summary>
    public CancellationToken Canceled => _cancel.Token;

    public void Counted(long of) => Interlocked.Exchange(ref _of, of);

    public void Written(long rows) => Interlocked.Exchange(ref _rows, rows);

    public void End(ExportState state) => _state = state;

    public void Cancel() => _cancel.Cancel();
}

/// <summary>
/// The newest exports of this server, for the pages that asked for them. It is a courtesy and not a record: another server behind the same address knows
/// nothing of them, and a page then only says that its export goes on.
/// </summary>
public sealed class ExportWatch
{
    public const string QueryName = "suivi";

    /// <summary>So many are known, whoever they belong to; at most <see cref="ExportPlaces.AtOnce"/> of them run.</summary>
    public const int Kept = 100;

    /// <summary>What a page makes up for one export: 128 random bits as 32 small hexadecimal digits.</summary>
    public const int IdLength = 32;

    private readonly Lock _lock = new();
    private readonly OrderedDictionary<(long AccountId, string Id), WatchedExport> _exports = [];

    /// <summary>Null without a proper id, and for one that has been used already.</summary>
    public WatchedExport? Begin(long accountId, string? id)
    {
        if (id is not { Length: IdLength } || !id.All(char.IsAsciiHexDigitLower))
        {
            return null;
        }

        lock (_lock)
        {
            if (_exports.ContainsKey((accountId, id)))
            {
                return null;
            }

            if (_exports.Count >= Kept)
            {
                _exports.RemoveAt(0);
            }

            return _exports[(accountId, id)] = new WatchedExport();
        }
    }

    /// <summary>Null for somebody else's as for one that is not known here.</summary>
    public WatchedExport? Find(long accountId, string id)
    {
        lock (_lock)
        {
            return _exports.GetValueOrDefault((accountId, id));
        }
    }
}
