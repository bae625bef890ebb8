namespace Guichet.App.Storage;

/// <summary>What ids are for; each has a range of its own.</summary>
internal enum IdKind
{
    Payment,
    Entry,
    Letter,
    Person,
    Mail,
}

/// <summary>Ids before the insert: each process takes a range at a time from id_range.</summary>
internal sealed class IdSource
{
    public ValueTask<long> NextAsync(IdKind kind) => throw new NotSupportedException(kind.ToString());
}
