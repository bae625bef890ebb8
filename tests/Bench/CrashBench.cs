using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Guichet.App.Checks;
using Guichet.App.Storage;
using Guichet.App.Storage.Desk;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Bench;

/// <summary>
/// Kill -9 under load: a process of its own runs the desk, and says every answer on its output as soon as it has it; it is killed at a random moment,
/// started again on the same database, and so on. What it had said must be there, and every balance must hold.
/// </summary>
internal static class CrashBench
{
    public const string Victim = "crash-victim";
    private const int InFlight = 64;

    public static async Task<int> RunAsync(string[] args)
    {
        var cycles = int.Parse(Options.Of(args, "--cycles") ?? "20", CultureInfo.InvariantCulture);
        var only = Options.Of(args, "--only");
        var good = true;
        foreach (var kind in Enum.GetValues<DatabaseKind>().Where(kind => only is null || kind.ToString().Equals(only, StringComparison.OrdinalIgnoreCase)))
        {
            good &= await (args.Contains("--server") ? CrashServer.RunAsync(kind, cycles) : RunAsync(kind, cycles));
        }

        return good ? 0 : 1;
    }

    private static async Task<bool> RunAsync(DatabaseKind kind, int cycles)
    {
        await using var world = await BenchWorld.CreateAsync(kind);
        var acknowledged = new Dictionary<long, PaymentStatus>();
        for (var cycle = 1; cycle <= cycles; cycle++)
        {
            var before = acknowledged.Count;
            await RunVictimAsync(world.Database, acknowledged);
            var lost = await LostAsync(world.Database, acknowledged);
            var failures = (await LedgerCheck.RunAsync(world.Database)).Where(line => !line.Holds).ToList();
            Console.WriteLine($"{kind} kill {cycle}/{cycles}: {acknowledged.Count - before} more acknowledged, {lost} lost, check {(failures.Count == 0 ? "ok" : "FAIL")}");
            failures.ForEach(Console.WriteLine);
            if (lost > 0 || failures.Count > 0)
            {
                return false;
            }
        }

        Console.WriteLine($"{kind}: {cycles} kills, {acknowledged.Count} payments acknowledged, none lost, every balance holds");
        return acknowledged.Count > 0; // Nothing acknowledged would prove nothing.
    }

    /// <summary>The process that gets killed: creates payments and pays them, and says so after each answer.</summary>
    public static async Task<int> BeVictimAsync(string database)
    {
        await using var desk = await BenchDesk.OpenAsync(database, new DeskLimits());
        Console.WriteLine("ready");
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                var created = (await desk.Desk.SubmitAsync(await BenchWorld.NextCreateAsync(desk))).Value!;
                Console.WriteLine($"{created.Id} {(int)created.Status}");
                var paid = (await desk.Desk.SubmitAsync(BenchWorld.NextApprove(created.Id))).Value!;
                Console.WriteLine($"{paid.Id} {(int)paid.Status}");
            }
        })));
        return 0;
    }

    private static async Task RunVictimAsync(string database, Dictionary<long, PaymentStatus> acknowledged)
    {
        using var victim = Process.Start(new ProcessStartInfo("dotnet", [typeof(CrashBench).Assembly.Location, Victim, database]) { RedirectStandardOutput = true })!;
        try
        {
            if (await victim.StandardOutput.ReadLineAsync() != "ready")
            {
                throw new InvalidOperationException("The desk did not start.");
            }

            var busy = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var reading = ReadAsync(victim.StandardOutput, acknowledged, busy);
            await busy.Task.WaitAsync(TimeSpan.FromMinutes(1));
            await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(20, 1_500)), TimeProvider.System);
            victim.Kill(); // SIGKILL: no shutdown code runs.
            await reading;
        }
        finally
        {
            if (!victim.HasExited)
            {
                victim.Kill();
            }

            await victim.WaitForExitAsync();
        }
    }

    private static async Task ReadAsync(StreamReader output, Dictionary<long, PaymentStatus> acknowledged, TaskCompletionSource busy)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            // The last line may be cut: only a whole one is an acknowledgement.
            if (line.Split(' ') is [var id, { Length: 1 } status])
            {
                acknowledged[long.Parse(id, CultureInfo.InvariantCulture)] = (PaymentStatus)int.Parse(status, CultureInfo.InvariantCulture);
                busy.TrySetResult();
            }
        }
    }

    private static async Task<int> LostAsync(string database, Dictionary<long, PaymentStatus> acknowledged)
    {
        await using var db = AppDbOptions.Create(new DatabaseAddress(database));
        var stored = await db.Payments.Select(x => new { x.Id, x.Status }).ToDictionaryAsync(x => x.Id, x => x.Status);
        return acknowledged.Count(said => !stored.TryGetValue(said.Key, out var status) || status < said.Value);
    }
}
