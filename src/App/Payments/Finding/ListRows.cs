using System.Data.Common;
using Guichet.App.Storage.Desk;
using Guichet.Domain.Payments;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Guichet.App.Payments.Finding;

/// <summary>Payments as a statement of the list gives them.</summary>
internal static class ListRows
{
    public static Payment Read(DbDataReader reader) => reader switch
    {
        NpgsqlDataReader postgres => PaymentColumns.Read(new PostgresRow(postgres)),
        SqliteDataReader sqlite => PaymentColumns.Read(new SqliteReaderRow(sqlite)),
        _ => throw new ArgumentException("A reader of another database.", nameof(reader)),
    };

    private readonly struct SqliteReaderRow(SqliteDataReader reader) : IDeskRow
    {
        public bool IsNull(int index) => reader.IsDBNull(index);

        public int Int(int index) => reader.GetInt32(index);

        public long Long(int index) => reader.GetInt64(index);

        public string? Text(int index) => reader.IsDBNull(index) ? null : reader.GetString(index);

        public DateTimeOffset Instant(int index) => DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(index));
    }
}
