using Guichet.Fixtures;

namespace Guichet.Browser.Tests.Infrastructure;

/// <summary>One counter for each kind of database, opened when first needed, shared by the tests of a class. They run one after the other.</summary>
public class Counters : IAsyncDisposable
{
    readonly Dictionary<DatabaseKind, Counter> open = [];

    public async Task<Counter> OfAsync(DatabaseKind kind) => open.TryGetValue(kind, out var counter) ? counter : open[kind] = await OpenAsync(kind);

    /// <summary>Those that have been opened.</summary>
    public IEnumerable<Counter> Open => open.Values;

    protected virtual Task<Counter> OpenAsync(DatabaseKind kind) => Counter.OpenAsync(kind);

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var counter in open.Values) await counter.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
