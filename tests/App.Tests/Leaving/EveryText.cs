using System.Data.Common;
using System.Globalization;
using Guichet.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Leaving;

/// <summary>Looks for words in every column of every table, so that a column which is new tomorrow is not forgotten.</summary>
internal static class EveryText
{
    /// <summary>«table.column» of every column in which one of the words stands, in any case.</summary>
    public static async Task<List<string>> FindAsync(AppDb db, params string[] words)
    {
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        var isPostgres = db.Database.IsNpgsql();
        var columns = await RowsAsync(connection, isPostgres
            ? "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = current_schema()"
            : "SELECT t.name, c.name, c.type FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'");
        columns.Count.ShouldBeGreaterThan(200);
        List<string> found = [];
        foreach (var column in columns)
        {
            var text = isPostgres && column[2] == "bytea" ? $"encode(\"{column[1]}\", 'escape')" : $"CAST(\"{column[1]}\" AS text)";
            foreach (var word in words)
            {
                var hits = await RowsAsync(connection, $"SELECT count(*) FROM \"{column[0]}\" WHERE lower({text}) LIKE '%{word}%'");
                if (hits[0][0] != "0")
                {
                    found.Add($"{column[0]}.{column[1]}");
                }
            }
        }

        return [.. found.Distinct().Order(StringComparer.Ordinal)];
    }

    private static async Task<List<string[]>> RowsAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        List<string[]> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)!)]);
        }

        return rows;
    }
}
