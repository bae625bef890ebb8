using Microsoft.Data.Sqlite;
using Npgsql;

namespace Guichet.App.Storage;

/// <summary>Where the data is: «Host=…» is a PostgreSQL connection string, anything else the path of an SQLite file.</summary>
internal sealed class DatabaseAddress
{
    /// <summary>How long a writer of SQLite waits for the one before it, in seconds.</summary>
    public const int BusySeconds = 10;

    public bool IsPostgres { get; }

    /// <summary>Connection string, for whatever is not the desk.</summary>
    public string ConnectionString { get; }

    /// <summary>Full path of the SQLite file; null for PostgreSQL.</summary>
    public string? Path { get; }

    /// <exception cref="ArgumentException">Neither a connection string nor a path.</exception>
    public DatabaseAddress(string database)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(database);
        IsPostgres = database.Contains("Host=", StringComparison.OrdinalIgnoreCase);
        if (IsPostgres)
        {
            ConnectionString = new NpgsqlConnectionStringBuilder(database) { ApplicationName = "guichet" }.ConnectionString;
            return;
        }

        Path = System.IO.Path.GetFullPath(database);
        ConnectionString = new SqliteConnectionStringBuilder { DataSource = Path, ForeignKeys = true, DefaultTimeout = BusySeconds }.ConnectionString;
    }
}
