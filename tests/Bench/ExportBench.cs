using System.Diagnostics;
using System.Globalization;
using System.Text;
using Guichet.Bench.Seed;
using Guichet.Fixtures;

namespace Guichet.Bench;

/// <summary>
/// bench export: the file of a chain with so many payments, over HTTP from the real server, in both forms and on both databases: seconds, and the server's
/// memory above what it needs anyway. Then the workbook is opened by LibreOffice and compared with the .csv and with the pages of the list, row by row.
/// </summary>
internal static class ExportBench
{
    private const double GoalMegabytes = 150;
    private const string Query = "points=tous";
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(string[] args)
    {
        var payments = long.Parse(Options.Of(args, "--payments") ?? "1000000", NumberStyles.None, CultureInfo.InvariantCulture);
        var only = Options.Of(args, "--only");
        var good = true;
        foreach (var kind in Enum.GetValues<DatabaseKind>().Where(kind => only is null || kind.ToString().Equals(only, StringComparison.OrdinalIgnoreCase)))
        {
            // The chain has half of all payments.
            if (await ListDatabase.FindOrSeedAsync(kind, 2 * payments) is not { } database)
            {
                return 1;
            }

            good &= await RunAsync(kind, database, isCompared: !args.Contains("--no-reader"));
        }

        return good ? 0 : 1;
    }

    private static async Task<bool> RunAsync(DatabaseKind kind, string database, bool isCompared)
    {
        var folder = Directory.CreateTempSubdirectory("guichet-export-").FullName;
        try
        {
            var world = await ExportBenchWorld.OpenAsync(database);
            await using (var server = await GuichetServer.StartAsync(database))
            {
                await world.SettleAsync();
                using var client = new FormClient(server.Url);
                await client.SubmitAsync("/connexion", ("number", SeedWorld.ChainNumber), ("password", SeedWorld.Password));
                await client.OpenAsync($"/encaissement?{Query}");
                await DownloadAsync(client, "csv", Path.Combine(folder, "warm"), "&q=introuvable&du=2026-01-01&au=2026-01-01");
                await Task.Delay(Settling, TimeProvider.System);
                Console.WriteLine($"\n{kind}, load {await File.ReadAllTextAsync("/proc/loadavg")}".TrimEnd());
                Console.WriteLine("| file | seconds | MB | idle MB | peak MB | above idle |\n|---|---|---|---|---|---|");
                var isSmall = true;
                foreach (var form in new[] { "xlsx", "csv" })
                {
                    var idle = ServerMemory.Now(server.ProcessId);
                    await ServerMemory.ForgetPeakAsync(server.ProcessId);
                    var file = Path.Combine(folder, $"operations.{form}");
                    var started = Stopwatch.GetTimestamp();
                    await DownloadAsync(client, form, file, "");
                    var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
                    var peak = ServerMemory.Peak(server.ProcessId);
                    isSmall &= peak - idle < GoalMegabytes;
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {form} | {seconds:0.0} | {new FileInfo(file).Length / 1e6:0} | {idle:0} | {peak:0} | {peak - idle:0} |"));
                }

                Console.WriteLine($"goal < {GoalMegabytes:0} MB above idle: {(isSmall ? "met" : "missed")}");
                if (!isCompared)
                {
                    return isSmall;
                }
            }

            return await ExportComparison.RunAsync(world, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task DownloadAsync(FormClient client, string form, string to, string more)
    {
        await using var file = File.Create(to);
        await client.DownloadAsync($"/encaissement/export.{form}?{Query}{more}", file);
    }
}

/// <summary>Of a process of ours, in megabytes (10^6), by what the kernel counts.</summary>
internal static class ServerMemory
{
    public static double Now(int process) => Read(process, "VmRSS:");

    public static double Peak(int process) => Read(process, "VmHWM:");

    /// <summary>The peak begins again at what it has now.</summary>
    public static Task ForgetPeakAsync(int process) => File.WriteAllTextAsync($"/proc/{process}/clear_refs", "5", Encoding.ASCII);

    private static double Read(int process, string name) =>
        long.Parse(File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 / 1e6;
}
