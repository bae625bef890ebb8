using Npgsql;

namespace Guichet.App.Storage.Desk;

/// <summary>A row being read, of either database, without boxing.</summary>
internal interface IDeskRow
{
    bool IsNull(int index);

    int Int(int index);

    long Long(int index);

    /// <summary>Null for NULL.</summary>
    string? Text(int index);

    DateTimeOffset Instant(int index);
}

internal readonly struct PostgresRow(NpgsqlDataReader reader) : IDeskRow
{
    public bool IsNull(int index) => reader.IsDBNull(index);

    public int Int(int index) => reader.GetInt32(index);

    public long Long(int index) => reader.GetInt64(index);

    public string? Text(int index) => reader.IsDBNull(index) ? null : reader.GetString(index);

    public DateTimeOffset Instant(int index) => new(reader.GetDateTime(index));
}

internal readonly struct SqliteRow(SqliteStatement statement) : IDeskRow
{
    public bool IsNull(int index) => statement.IsNull(index);

    public int Int(int index) => (int)statement.Long(index);

    public long Long(int index) => statement.Long(index);

    public string? Text(int index) => statement.Text(index);

    public DateTimeOffset Instant(int index) => DateTimeOffset.FromUnixTimeMilliseconds(statement.Long(index));
}
