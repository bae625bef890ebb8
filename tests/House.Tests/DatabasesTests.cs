using Guichet.Fixtures;
using Microsoft.Data.Sqlite;
using Npgsql;
using System.Data.Common;

namespace Guichet.House.Tests;

/// <summary>The ground that storage tests stand on: truly two databases, a fresh one each time, migrated once.</summary>
public class DatabasesTests
{
    static int migrations;

    static readonly TestDatabases Databases = new(async value =>
    {
        Interlocked.Increment(ref migrations);
        await QueryAsync(value, "CREATE TABLE thing (id int primary key); INSERT INTO thing VALUES (1); SELECT 1");
    });

    [Theory, EachDatabase]
    public async Task A_test_gets_a_migrated_database_that_no_other_test_sees(DatabaseKind kind)
    {
        await using var mine = await Databases.CreateAsync(kind);
        await using var yours = await Databases.CreateAsync(kind);
        await QueryAsync(mine.Value, "INSERT INTO thing VALUES (2); SELECT 1");
        (await QueryAsync(mine.Value, "SELECT count(*) FROM thing")).ShouldBe(2);
        (await QueryAsync(yours.Value, "SELECT count(*) FROM thing")).ShouldBe(1);
        migrations.ShouldBeLessThanOrEqualTo(2); // once per kind
    }

    [Theory]
    [EachDatabase(3, "a")]
    [EachDatabase(4, "b")]
    public async Task An_empty_one_has_no_table_and_each_kind_is_what_it_says(DatabaseKind kind, int number, string word)
    {
        number.ShouldBe(word == "a" ? 3 : 4);
        await using var empty = await TestDatabases.CreateEmptyAsync(kind);
        (await QueryAsync(empty.Value, kind == DatabaseKind.Sqlite
            ? "SELECT count(*) FROM sqlite_master"
            : "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND current_setting('server_version_num')::int >= 150000")).ShouldBe(0);
    }

    [Theory, EachDatabase]
    public async Task A_database_is_gone_with_its_test_even_when_somebody_is_still_connected(DatabaseKind kind)
    {
        string value;
        await using (var database = await Databases.CreateAsync(kind))
        {
            value = database.Value;
            await QueryAsync(value, "SELECT 1");
        }
        if (kind == DatabaseKind.Sqlite) File.Exists(value).ShouldBeFalse();
        else (await Should.ThrowAsync<PostgresException>(() => QueryAsync(value, "SELECT 1"))).SqlState.ShouldBe(PostgresErrorCodes.InvalidCatalogName);
    }

    static async Task<long> QueryAsync(string database, string sql)
    {
        await using DbConnection connection = database.StartsWith("Host=", StringComparison.Ordinal) ? new NpgsqlConnection(database) : new SqliteConnection($"Data Source={database}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the statements of this file
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToInt64(await command.ExecuteScalarAsync(), null);
    }
}
