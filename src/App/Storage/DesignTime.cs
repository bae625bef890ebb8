using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Guichet.App.Storage;

/// <summary>For `dotnet ef` only (docs/decisions/0009-two-migration-sets.md has the commands); nothing is connected to.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args) => new(AppDbOptions.Of<SqliteDb>(new DatabaseAddress("design.db")));
}

internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresDb>
{
    public PostgresDb CreateDbContext(string[] args) => new(AppDbOptions.Of<PostgresDb>(new DatabaseAddress("Host=localhost;Database=design")));
}
