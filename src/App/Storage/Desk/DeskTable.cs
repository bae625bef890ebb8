namespace Guichet.App.Storage.Desk;

/// <summary>A table as the desk writes it, and its statements for both databases.</summary>
internal sealed class DeskTable<TRow>(string name, params DeskColumn<TRow>[] columns)
{
    public DeskColumn<TRow>[] Columns { get; } = columns;

    public string Names { get; } = string.Join(", ", columns.Select(column => column.Name));

    /// <summary>All rows at once, from one array a column.</summary>
    public string PostgresInsert => $"INSERT INTO {name} ({Names}) SELECT * FROM unnest({Numbers("$")})";

    public string SqliteInsert => $"INSERT INTO {name} ({Names}) VALUES ({Numbers("?")})";

    private string Numbers(string mark) => string.Join(", ", Enumerable.Range(1, Columns.Length).Select(number => $"{mark}{number}"));
}
