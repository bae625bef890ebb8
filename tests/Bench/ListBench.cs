using System.Diagnostics;
using System.Globalization;
using Guichet.App.Access;
using Guichet.App.Payments;
using Guichet.App.Storage;
using Guichet.Bench.Seed;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Bench;

/// <summary>
/// «Vos opérations» on a full database: every filter, every order, depth, counters, search and totals, for a chain, for one large point and for a small
/// merchant. First in the database, a page and the counters apart and together, then pages over HTTP from the real server; one caller at a time.
/// </summary>
internal static class ListBench
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private const int Warm = 5, MaxRuns = 300;

    public static async Task<int> RunAsync(string[] args)
    {
        var payments = long.Parse(Options.Of(args, "--payments") ?? "10000000", CultureInfo.InvariantCulture);
        var only = Options.Of(args, "--only");
        var goals = new Goals(!args.Contains("--http"), !args.Contains("--database"));
        foreach (var kind in Enum.GetValues<DatabaseKind>().Where(kind => only is null || kind.ToString().Equals(only, StringComparison.OrdinalIgnoreCase)))
        {
            if (await ListDatabase.FindOrSeedAsync(kind, payments) is not { } database)
            {
                return 1;
            }

            await RunAsync(kind, database, goals);
        }

        return 0;
    }

    private static async Task RunAsync(DatabaseKind kind, string database, Goals goals)
    {
        await using var world = await ListBenchWorld.OpenAsync(database);
        Console.WriteLine($"\n{kind}: {world.Counted}, load {(await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0]}");
        if (goals.IsDatabase)
        {
            await MeasureAsync("in the database, with connection and statements", await world.CasesAsync(), Goals.DatabaseMs);
        }

        if (goals.IsHttp)
        {
            await using var web = await ListHttpWorld.OpenAsync(database, world);
            await MeasureAsync("over HTTP", await web.CasesAsync(), Goals.HttpMs);
        }
    }

    private static async Task MeasureAsync(string what, List<(string Name, Func<Task<string>> Run)> cases, double goalMs)
    {
        Console.WriteLine($"\n{what}: goal < {goalMs:0} ms at p99\n\n| what | p50 ms | p99 ms | goal | runs | rows |\n|---|---|---|---|---|---|");
        var missed = 0;
        foreach (var (name, run) in cases)
        {
            var rows = "";
            for (var i = 0; i < Warm; i++)
            {
                rows = await run();
            }

            var times = new List<double>();
            for (var started = Stopwatch.GetTimestamp(); times.Count < MaxRuns && (times.Count < 3 || Stopwatch.GetElapsedTime(started) < Patience);)
            {
                var asked = Stopwatch.GetTimestamp();
                await run();
                times.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            }

            times.Sort();
            var (p50, p99) = (times[times.Count / 2], times[(int)(times.Count * 0.99)]);
            // Totals are asked for on purpose, and are no page.
            var verdict = name.Contains("totals", StringComparison.Ordinal) ? "" : p99 < goalMs ? "met" : "missed";
            missed += verdict == "missed" ? 1 : 0;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {p50:0.0} | {p99:0.0} | {verdict} | {times.Count} | {rows} |"));
        }

        Console.WriteLine($"\n{what}: {missed} of {cases.Count} missed");
    }

    /// <summary>What is measured, and the aims of the issue.</summary>
    private sealed record Goals(bool IsDatabase, bool IsHttp)
    {
        public const double DatabaseMs = 10, HttpMs = 50;
    }
}

/// <summary>The seeded databases, kept under artifacts/list until somebody deletes them.</summary>
internal static class ListDatabase
{
    public static async Task<string?> FindOrSeedAsync(DatabaseKind kind, long payments)
    {
        // Another schema is another database.
        await using var model = AppDbOptions.Create(new DatabaseAddress(kind == DatabaseKind.Sqlite ? "unused" : "Host=unused"));
        var name = $"list_{payments}_{model.Database.GetMigrations().Last().Split('_')[0]}";
        return kind == DatabaseKind.Sqlite ? await SqliteAsync(name, payments) : await PostgresAsync(name, payments);
    }

    private static async Task<string?> SqliteAsync(string name, long payments)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "list")).FullName;
        var file = Path.Combine(folder, $"{name}.db");
        if (File.Exists(file))
        {
            return file;
        }

        // Whatever a stopped seed left is not what a measurement may stand on.
        var unfinished = Path.Combine(folder, $"{name}.unfinished");
        foreach (var left in Directory.GetFiles(folder, $"{name}.unfinished*"))
        {
            File.Delete(left);
        }

        if (!await SeedRun.RunAsync(unfinished, payments))
        {
            return null;
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        File.Move(unfinished, file);
        return file;
    }

    private static async Task<string?> PostgresAsync(string name, long payments)
    {
        var address = new Npgsql.NpgsqlConnectionStringBuilder(await PostgresServer.ConnectionStringAsync()) { Database = name };
        await using (var db = AppDbOptions.Create(new DatabaseAddress(address.ConnectionString)))
        {
            if (await db.Database.CanConnectAsync())
            {
                return address.ConnectionString;
            }
        }

        await PostgresServer.ExecuteAsync($"DROP DATABASE IF EXISTS {name}_unfinished WITH (FORCE)");
        await PostgresServer.ExecuteAsync($"CREATE DATABASE {name}_unfinished TEMPLATE template0");
        if (!await SeedRun.RunAsync(new Npgsql.NpgsqlConnectionStringBuilder(address.ConnectionString) { Database = $"{name}_unfinished" }.ConnectionString, payments))
        {
            return null;
        }

        Npgsql.NpgsqlConnection.ClearAllPools();
        await PostgresServer.ExecuteAsync($"ALTER DATABASE {name}_unfinished RENAME TO {name}");
        return address.ConnectionString;
    }
}
