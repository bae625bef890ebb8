using System.Collections.Concurrent;
using System.Globalization;
using Guichet.App.Checks;
using Guichet.App.Storage.Desk;
using Guichet.Fixtures;

namespace Guichet.Bench;

/// <summary>
/// Create and authorize through the desk at 1, 32 and 256 in flight, beside one transaction a call with the same statements on the same schema:
/// what the group commit itself is worth. The ledger is checked at the end.
/// </summary>
internal static class WritesBench
{
    // The crowd first: the lone caller then runs warm code, as it does on a server.
    private static readonly int[] InFlight = [256, 32, 1];

    /// <summary>One transaction a call: 32 connections, as a server without a desk would have; SQLite has one writer whatever one does.</summary>
    private static readonly DeskLimits Single = new() { MaxGroup = 1, Lanes = 32 };

    public static async Task<int> RunAsync(string[] args)
    {
        var seconds = double.Parse(Options.Of(args, "--seconds") ?? "4", CultureInfo.InvariantCulture);
        var only = Options.Of(args, "--only");
        Console.WriteLine("| database | what | in flight | grouped /s | p50 ms | p99 ms | kB each | CPU µs each | single /s | p50 ms | p99 ms | ratio |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
        var holds = true;
        foreach (var kind in Enum.GetValues<DatabaseKind>().Where(kind => only is null || kind.ToString().Equals(only, StringComparison.OrdinalIgnoreCase)))
        {
            holds &= await RunAsync(kind, TimeSpan.FromSeconds(seconds));
        }

        return holds ? 0 : 1;
    }

    private static async Task<bool> RunAsync(DatabaseKind kind, TimeSpan duration)
    {
        await using var world = await BenchWorld.CreateAsync(kind);
        foreach (var inFlight in InFlight)
        {
            var grouped = await RunAsync(world, new DeskLimits(), inFlight, duration);
            var single = await RunAsync(world, Single, inFlight, duration);
            Print(kind, "create", inFlight, grouped.Create, single.Create);
            Print(kind, "authorize", inFlight, grouped.Approve, single.Approve);
        }

        var failures = (await LedgerCheck.RunAsync(world.Database)).Where(line => !line.Holds).ToList();
        failures.ForEach(Console.WriteLine);
        return failures.Count == 0;
    }

    private static async Task<(Figures Create, Figures Approve)> RunAsync(BenchWorld world, DeskLimits limits, int inFlight, TimeSpan duration)
    {
        await using var desk = await BenchDesk.OpenAsync(world.Database, limits);
        var waiting = new ConcurrentQueue<long>();
        await Load.RunAsync(inFlight, duration / 4, () => CreateAsync(desk, waiting)); // Warm.
        var create = await Load.RunAsync(inFlight, duration, () => CreateAsync(desk, waiting));
        return (create, await Load.RunAsync(inFlight, duration, () => ApproveAsync(desk, waiting)));
    }

    private static async Task<bool?> CreateAsync(BenchDesk desk, ConcurrentQueue<long> waiting)
    {
        var answer = await desk.Desk.SubmitAsync(await BenchWorld.NextCreateAsync(desk));
        if (answer.Refusal is null)
        {
            waiting.Enqueue(answer.Value!.Id);
        }

        return answer.Refusal is null;
    }

    private static async Task<bool?> ApproveAsync(BenchDesk desk, ConcurrentQueue<long> waiting) =>
        waiting.TryDequeue(out var id) ? (await desk.Desk.SubmitAsync(BenchWorld.NextApprove(id))).Refusal is null : null;

    private static void Print(DatabaseKind kind, string what, int inFlight, Figures grouped, Figures single)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {kind} | {what} | {inFlight} | {grouped.PerSecond:0} | {grouped.MedianMilliseconds:0.00} | {grouped.P99Milliseconds:0.0} | {grouped.KilobytesEach:0.0} | {grouped.CpuMicrosecondsEach:0} | {single.PerSecond:0} | {single.MedianMilliseconds:0.00} | {single.P99Milliseconds:0.0} | {grouped.PerSecond / single.PerSecond:0.0} |"));
        if (grouped.Refused + single.Refused > 0)
        {
            Console.WriteLine($"  refused: {grouped.Refused} grouped, {single.Refused} single");
        }
    }
}
