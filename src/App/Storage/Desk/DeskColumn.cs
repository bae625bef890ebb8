using Npgsql;
using NpgsqlTypes;

namespace Guichet.App.Storage.Desk;

/// <summary>A column that the desk writes, told once for both databases: an array of all rows for PostgreSQL, a bound value for SQLite.</summary>
internal abstract class DeskColumn<TRow>(string name)
{
    public string Name { get; } = name;

    public abstract NpgsqlParameter ToArray(IReadOnlyList<TRow> rows);

    public abstract void Bind(SqliteStatement statement, int index, TRow row);

    protected static T[] Values<T>(IReadOnlyList<TRow> rows, Func<TRow, T> read)
    {
        var values = new T[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = read(rows[i]);
        }

        return values;
    }

    protected static NpgsqlParameter Parameter<T>(T[] values, NpgsqlDbType type) => new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
}

internal sealed class LongColumn<TRow>(string name, Func<TRow, long?> read) : DeskColumn<TRow>(name)
{
    public override NpgsqlParameter ToArray(IReadOnlyList<TRow> rows) => Parameter(Values(rows, read), NpgsqlDbType.Bigint);

    public override void Bind(SqliteStatement statement, int index, TRow row) => statement.Bind(index, read(row));
}

internal sealed class IntColumn<TRow>(string name, Func<TRow, int?> read) : DeskColumn<TRow>(name)
{
    public override NpgsqlParameter ToArray(IReadOnlyList<TRow> rows) => Parameter(Values(rows, read), NpgsqlDbType.Integer);

    public override void Bind(SqliteStatement statement, int index, TRow row) => statement.Bind(index, read(row));
}

internal sealed class BoolColumn<TRow>(string name, Func<TRow, bool> read) : DeskColumn<TRow>(name)
{
    public override NpgsqlParameter ToArray(IReadOnlyList<TRow> rows) => Parameter(Values(rows, read), NpgsqlDbType.Boolean);

    public override void Bind(SqliteStatement statement, int index, TRow row) => statement.Bind(index, read(row) ? 1 : 0);
}

internal sealed class TextColumn<TRow>(string name, Func<TRow, string?> read) : DeskColumn<TRow>(name)
{
    public override NpgsqlParameter ToArray(IReadOnlyList<TRow> rows) => Parameter(Values(rows, read), NpgsqlDbType.Text);

    public override void Bind(SqliteStatement statement, int index, TRow row) => statement.Bind(index, read(row));
}

/// <summary>An instant: timestamptz on PostgreSQL, milliseconds since 1970 on SQLite.</summary>
internal sealed class InstantColumn<TRow>(string name, Func<TRow, DateTimeOffset?> read) : DeskColumn<TRow>(name)
{
    public override NpgsqlParameter ToArray(IReadOnlyList<TRow> rows) => Parameter(Values(rows, row => read(row)?.UtcDateTime), NpgsqlDbType.TimestampTz);

    public override void Bind(SqliteStatement statement, int index, TRow row) => statement.Bind(index, read(row)?.ToUnixTimeMilliseconds());
}
