namespace Guichet.Fixtures;

/// <summary>A database of one test, deleted with it.</summary>
public sealed class TestDatabase(DatabaseKind kind, string value, Func<ValueTask> delete) : IAsyncDisposable
{
    public DatabaseKind Kind => kind;

    /// <summary>As the setting GUICHET_DATABASE takes it: a file path or a connection string.</summary>
    public string Value => value;

    public ValueTask DisposeAsync() => delete();

    public override string ToString() => kind.ToString();
}
