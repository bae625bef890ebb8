using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Storage;

/// <summary>PostgreSQL keeps instants as timestamptz.</summary>
internal sealed class PostgresDb(DbContextOptions<PostgresDb> options) : AppDb(options);
