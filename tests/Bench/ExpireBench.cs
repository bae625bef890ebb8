using System.Diagnostics;
using System.Globalization;
using Guichet.App.Checks;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Bench;

/// <summary>
/// bench expire: many payments that end at the same instant, on the real server (or two on one database), while merchants use its pages; then their letters to a
/// real mail server. Nothing may expire twice, no letter may leave twice, and the pages must go on answering.
/// </summary>
internal static class ExpireBench
{
    private const double GoalMs = 100;
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(8), Idle = TimeSpan.FromSeconds(10), Preparing = TimeSpan.FromSeconds(30), Patience = TimeSpan.FromMinutes(10);

    public static async Task<int> RunAsync(string[] args)
    {
        var payments = Number(args, "--payments") ?? 100_000;
        var letters = Number(args, "--letters") ?? 5_000;
        var only = Options.Of(args, "--only");
        List<(DatabaseKind Kind, int Servers)> runs = [(DatabaseKind.Sqlite, 1), (DatabaseKind.Postgres, 1), (DatabaseKind.Postgres, 2)];
        var good = true;
        foreach (var (kind, servers) in runs.Where(run => (only is null || run.Kind.ToString().Equals(only, StringComparison.OrdinalIgnoreCase))
            && (Number(args, "--servers") is not { } wanted || run.Servers == wanted)))
        {
            good &= await RunAsync(kind, servers, payments, letters);
        }

        return good ? 0 : 1;
    }

    private static async Task<bool> RunAsync(DatabaseKind kind, int count, int payments, int letters)
    {
        Console.WriteLine($"{kind}, {count} server(s), {payments} payments at once, {Environment.ProcessorCount} cores, load {await File.ReadAllTextAsync("/proc/loadavg")}".TrimEnd());
        await using var database = await TestDatabases.Migrated.CreateAsync(kind);
        await using var sink = await LetterCount.StartAsync();
        var servers = await StartAsync(database.Value, count, sink.Address);
        try
        {
            await servers[0].StopAsync(); // it has made the demonstration's people
            var world = new ExpireWorld(database.Value);
            var filling = Stopwatch.GetTimestamp();
            await world.FillAsync(payments);
            foreach (var server in servers)
            {
                await server.StopAsync();
                await server.StartAgainAsync();
            }

            var deadline = TimeProvider.System.GetUtcNow() + Warming + Idle + Preparing;
            deadline = new DateTimeOffset(deadline.Ticks - deadline.Ticks % TimeSpan.TicksPerSecond, TimeSpan.Zero);
            var due = await world.EndAtAsync(deadline);
            Console.WriteLine($"  {due} made in {Stopwatch.GetElapsedTime(filling).TotalSeconds:0} s; check {await CheckAsync(database.Value)}");
            return await MeasureAsync(kind, database.Value, servers, sink, deadline, due, letters);
        }
        finally
        {
            foreach (var server in servers)
            {
                await server.DisposeAsync();
            }
        }
    }

    private static async Task<bool> MeasureAsync(DatabaseKind kind, string database, List<GuichetServer> servers, LetterCount sink, DateTimeOffset deadline, int due, int letters)
    {
        double p99;
        await using (var load = await PortalLoad.StartAsync([.. servers.Select(server => server.Url)]))
        {
            await Task.Delay(Warming, TimeProvider.System);
            var idle = TimeProvider.System.GetUtcNow();
            if (deadline - idle < Idle / 2)
            {
                throw new InvalidOperationException("This machine is too slow now: the limit passed before the quiet time was measured.");
            }

            await Task.Delay(deadline - idle, TimeProvider.System);
            Console.WriteLine($"  quiet     {load.Between(idle, deadline).Text}");
            var end = await ExpiredAsync(database);
            var seconds = (end - deadline).TotalSeconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  all expired {seconds:0.0} s after the limit: {due / seconds:0} payments/s"));
            (var text, p99) = load.Between(deadline, end);
            Console.WriteLine($"  meanwhile {text}");
            var (from, had) = (TimeProvider.System.GetUtcNow(), sink.Received);
            await ReceivedAsync(sink, letters);
            var now = TimeProvider.System.GetUtcNow();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  letters   {(sink.Received - had) / (now - from).TotalSeconds:0}/s after it ({had} during it); meanwhile {load.Between(from, now).Text}"));
        }

        foreach (var server in servers)
        {
            await server.StopAsync();
        }

        var sound = await SoundAsync(database, due, await sink.EndAsync());
        Console.WriteLine($"  {kind}, {servers.Count} server(s): p99 {p99:0} ms, goal < {GoalMs:0} ms: {(p99 < GoalMs ? "met" : "missed")}; {(sound ? "sound" : "NOT SOUND")}\n");
        return sound && p99 < GoalMs;
    }

    /// <returns>When the last one expired, by its fact.</returns>
    private static async Task<DateTimeOffset> ExpiredAsync(string database)
    {
        await using var db = AppDbOptions.Create(new DatabaseAddress(database));
        using var patience = new CancellationTokenSource(Patience);
        var now = TimeProvider.System.GetUtcNow();
        while (await db.Payments.AnyAsync(p => p.Status == PaymentStatus.AwaitingCustomer && p.PayBy <= now, patience.Token)
            || await db.Payments.AnyAsync(p => p.Status == PaymentStatus.Authorized && p.CaptureBy <= now, patience.Token))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
        }

        return await db.PaymentFacts.Where(f => f.Kind == PaymentFactKind.Expired).MaxAsync(f => f.At);
    }

    private static async Task ReceivedAsync(LetterCount sink, int letters)
    {
        var (wanted, started) = (sink.Received + letters, Stopwatch.GetTimestamp());
        while (sink.Received < wanted && Stopwatch.GetElapsedTime(started) < Patience)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    private static async Task<bool> SoundAsync(string database, int due, (int Received, int Distinct) mail)
    {
        await using var db = AppDbOptions.Create(new DatabaseAddress(database));
        var expired = db.PaymentFacts.Where(f => f.Kind == PaymentFactKind.Expired && ExpireWorld.Ours(db).Any(p => p.Id == f.PaymentId));
        var (facts, payments) = (await expired.CountAsync(), await expired.Select(f => f.PaymentId).Distinct().CountAsync());
        var promised = db.Letters.Where(l => l.PaymentVersion > 1 && expired.Any(f => f.PaymentId == l.PaymentId && f.Version == l.PaymentVersion));
        var (letters, distinct) = (await promised.CountAsync(), await promised.Select(l => new { l.PaymentId, l.Kind }).Distinct().CountAsync());
        var sent = await db.Letters.CountAsync(l => l.State == LetterState.Sent);
        var check = await CheckAsync(database);
        Console.WriteLine($"  facts «Expired» {facts} of {payments} payments (expected {due}); letters queued {letters}, distinct {distinct} (expected {ExpireWorld.LettersOf(due)})");
        Console.WriteLine($"  letters received {mail.Received}, distinct Message-IDs {mail.Distinct}, duplicates {mail.Received - mail.Distinct}; marked as sent {sent}; check {check}");
        return facts == due && payments == due && letters == ExpireWorld.LettersOf(due) && distinct == letters && mail.Received == mail.Distinct && sent == mail.Received && check == "ok";
    }

    private static async Task<string> CheckAsync(string database)
    {
        var failures = (await LedgerCheck.RunAsync(database)).Where(line => !line.Holds).ToList();
        return failures.Count == 0 ? "ok" : $"FAIL {string.Join("; ", failures)}";
    }

    /// <summary>Servers of one keyring on one database, with their jobs.</summary>
    private static async Task<List<GuichetServer>> StartAsync(string database, int count, string mail)
    {
        List<GuichetServer> servers = [];
        var keys = Directory.CreateTempSubdirectory("guichet-keys-").FullName;
        for (var i = 0; i < count; i++)
        {
            servers.Add(await GuichetServer.StartAsync(database, new Dictionary<string, string> { ["GUICHET_MAIL"] = mail, ["GUICHET_KEYS"] = keys }));
        }

        return servers;
    }

    private static int? Number(string[] args, string name) => Options.Of(args, name) is { } typed ? int.Parse(typed, NumberStyles.None, CultureInfo.InvariantCulture) : null;
}
