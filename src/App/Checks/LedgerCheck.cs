using System.Data.Common;
using System.Globalization;
using Guichet.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Checks;

/// <param name="Id">The invariant of the reliability notes, e.g. «I-01»; «REF» for references, which no foreign key guards.</param>
/// <param name="Name">What must hold.</param>
/// <param name="Count">How many rows break it.</param>
/// <param name="Culprits">The first few of them, by their ids: no personal data.</param>
public sealed record CheckLine(string Id, string Name, long Count, IReadOnlyList<string> Culprits)
{
    public bool Holds => Count == 0;

    /// <summary>«I-01 ok every entry sums to zero (0)».</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Id} {(Holds ? "ok" : "FAIL")} {Name} ({Count}){(Holds ? "" : ": " + string.Join(", ", Culprits))}");
}

/// <summary>
/// Rebuilds every balance from the postings, compares, and proves what the data alone can prove. Reads one consistent snapshot while payments go on,
/// and changes nothing.
/// </summary>
public static class LedgerCheck
{
    /// <summary>Culprits named per line.</summary>
    public const int MaxCulprits = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <param name="database">As the setting takes it: a path, or «Host=…».</param>
    /// <returns>One line per check; all of them must hold.</returns>
    public static async Task<IReadOnlyList<CheckLine>> RunAsync(string database, CancellationToken cancellation = default)
    {
        var address = new DatabaseAddress(database);
        await using var db = AppDbOptions.Create(address);
        await db.Database.OpenConnectionAsync(cancellation);
        var connection = db.Database.GetDbConnection();
        await using var snapshot = await ReadSnapshot.BeginAsync(connection, cancellation);
        var lines = new List<CheckLine>();
        foreach (var invariant in LedgerInvariants.All.Concat(ErasureInvariants.All).Concat(address.IsPostgres ? LedgerInvariants.PostgresOnly : LedgerInvariants.SqliteOnly))
        {
            lines.Add(await RunAsync(connection, snapshot, invariant, cancellation));
        }

        lines.Add(await AuditCheck.RunAsync(db, snapshot, cancellation));
        return lines;
    }

    private static async Task<CheckLine> RunAsync(DbConnection connection, DbTransaction snapshot, LedgerInvariant invariant, CancellationToken cancellation)
    {
        await using var counting = Command(connection, snapshot, $"SELECT count(*) FROM ({invariant.Sql}) AS culprit");
        var count = Convert.ToInt64(await counting.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture);
        List<string> culprits = [];
        if (count > 0)
        {
            await using var naming = Command(connection, snapshot, $"SELECT * FROM ({invariant.Sql}) AS culprit LIMIT {MaxCulprits}");
            await using var reader = await naming.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                culprits.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture) ?? "");
            }
        }

        return new CheckLine(invariant.Id, invariant.Name, count, culprits);
    }

    private static DbCommand Command(DbConnection connection, DbTransaction snapshot, string sql)
    {
        var command = connection.CreateCommand();
        (command.Transaction, command.CommandTimeout) = (snapshot, (int)Patience.TotalSeconds);
#pragma warning disable CA2100 // The statements are constants of this project.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
