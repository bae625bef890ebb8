using System.Diagnostics;
using Guichet.App.Storage;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Storage;

public sealed class MigrationTests
{
    [Theory, EachDatabase]
    public async Task The_migrations_make_the_model(DatabaseKind kind)
    {
        await using var database = await TestDatabases.CreateEmptyAsync(kind);
        await using var db = AppDbOptions.Create(new DatabaseAddress(database.Value));
        db.Database.HasPendingModelChanges().ShouldBeFalse("make the migrations again: docs/decisions/0009-two-migration-sets.md has the commands");
    }

    [Theory, EachDatabase]
    public async Task Migrating_again_or_at_once_changes_nothing_more(DatabaseKind kind)
    {
        await using var database = await TestDatabases.CreateEmptyAsync(kind);
        await Should.ThrowAsync<InvalidOperationException>(() => StorageSetup.EnsureReadyAsync(database.Value));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => StorageSetup.MigrateAsync(database.Value))));
        await StorageSetup.MigrateAsync(database.Value);
        await StorageSetup.EnsureReadyAsync(database.Value);
    }

    /// <summary>EF Core's own lock outlives a kill -9 and would be waited for.</summary>
    [Fact]
    public async Task A_lock_left_by_a_killed_migration_is_cleared()
    {
        await using var database = await TestDatabases.CreateEmptyAsync(DatabaseKind.Sqlite);
        await StorageSetup.MigrateAsync(database.Value);
        await using (var db = AppDbOptions.Create(new DatabaseAddress(database.Value)))
        {
            await db.Database.ExecuteSqlRawAsync("""
                CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00+00:00')
                """);
        }

        var watch = Stopwatch.StartNew();
        await StorageSetup.MigrateAsync(database.Value).WaitAsync(TimeSpan.FromSeconds(20));
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Theory, EachDatabase]
    public async Task Names_need_no_quotes(DatabaseKind kind)
    {
        await using var database = await TestDatabases.CreateEmptyAsync(kind);
        await using var db = AppDbOptions.Create(new DatabaseAddress(database.Value));
        var tables = db.Model.GetEntityTypes().Where(entity => !entity.IsMappedToJson()).ToList();
        var names = tables.SelectMany(entity => (IEnumerable<string?>)
        [
            entity.GetTableName(), .. entity.GetProperties().Select(x => x.GetColumnName()), .. entity.GetKeys().Select(x => x.GetName()),
            .. entity.GetForeignKeys().Select(x => x.GetConstraintName()), .. entity.GetIndexes().Select(x => x.GetDatabaseName()),
        ]);
        names.ShouldAllBe(name => System.Text.RegularExpressions.Regex.IsMatch(name!, "^[a-z][a-z0-9_]{0,62}$"));
        tables.ShouldAllBe(entity => !entity.GetTableName()!.StartsWith("asp"));
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_said_so()
    {
        var error = await Should.ThrowAsync<InvalidOperationException>(() => StorageSetup.EnsureReadyAsync("/nowhere/guichet.db"));
        error.Message.ShouldContain("migrate");
    }
}
