namespace Guichet.Fixtures;

/// <summary>The two databases that every storage test runs on.</summary>
public enum DatabaseKind
{
    Sqlite,
    Postgres,
}
