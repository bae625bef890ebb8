using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Guichet.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Bench.Seed;

/// <summary>`./dev.cs seed`: a database full of payments. Ctrl-C ends it early with what there is, consistent and indexed.</summary>
internal static class SeedRun
{
    private const int ChunkSize = 10_000;

    public static async Task<int> RunAsync(string[] args)
    {
        if (!long.TryParse(Options.Of(args, "--payments"), NumberStyles.None, CultureInfo.InvariantCulture, out var payments) || payments is < 1 or > 100_000_000)
        {
            await Console.Error.WriteLineAsync("seed --payments N [--database VALUE]: how many payments, up to 100 000 000");
            return 2;
        }

        var database = Options.Of(args, "--database") ?? Environment.GetEnvironmentVariable("GUICHET_DATABASE") ?? "data/guichet.db";
        return await RunAsync(database, payments) ? 0 : 1;
    }

    /// <returns>False when the database has been seeded before, or when it was stopped.</returns>
    public static async Task<bool> RunAsync(string database, long payments)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var watch = Stopwatch.StartNew();
        var address = new DatabaseAddress(database);
        if (address.Path is { } path)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }

        Console.WriteLine($"→ Seeding {Number(payments)} payments into {(address.IsPostgres ? "PostgreSQL" : address.Path)} …");
        await StorageSetup.MigrateAsync(database);
        await using var db = AppDbOptions.Create(address);
        if (await db.Agreements.AnyAsync(a => a.Number == SeedWorld.ChainNumber))
        {
            await Console.Error.WriteLineAsync("  This database has been seeded before: take a new one.");
            return false;
        }

        var random = new Random(20_260_624);
        var world = await SeedWorld.CreateAsync(db, payments, random);
        // Two entries a payment at most, and one a customer and year.
        var story = new SeedStory(world, random, TimeProvider.System.GetUtcNow(), payments,
            await SeedIds.TakeAsync(db, IdKind.Payment, payments), await SeedIds.TakeAsync(db, IdKind.Entry, 2 * payments + 4L * world.CustomerCount));
        await using var target = await SeedTarget.OpenAsync(address);
        var indexes = await target.DropIndexesAsync();
        var written = await WriteAsync(target, story, payments, watch, stop.Token);
        foreach (var chunk in story.Credits(ChunkSize))
        {
            await target.WriteAsync(chunk);
        }

        for (var i = 0; i < indexes.Count; i++)
        {
            Console.WriteLine($"  index {i + 1} of {indexes.Count} ({watch.Elapsed.TotalSeconds:0} s)");
            await target.ExecuteAsync(indexes[i]);
        }

        Console.WriteLine("  statistics");
        await target.AnalyzeAsync();
        Console.WriteLine($"  {Number(written)} payments in {watch.Elapsed.TotalSeconds:0} s. Sign in as {SeedWorld.ChainNumber} (300 points), {SeedWorld.LonePointNumber} "
            + $"or {SeedWorld.LonePointShopId} (one point) with {SeedWorld.Password}");
        return written == payments;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    private static async Task<long> WriteAsync(SeedTarget target, SeedStory story, long payments, Stopwatch watch, CancellationToken stop)
    {
        var (chunk, next, shown) = (new SeedChunk(), 0L, watch.Elapsed);
        // The next rows are made while the last ones are written.
        var writing = Task.CompletedTask;
        while (next < payments && !stop.IsCancellationRequested)
        {
            for (var end = Math.Min(payments, next + ChunkSize); next < end; next++)
            {
                story.Tell(next, chunk);
            }

            await writing;
            var full = chunk;
            writing = Task.Run(() => target.WriteAsync(full), CancellationToken.None);
            chunk = new SeedChunk();
            if (watch.Elapsed - shown > TimeSpan.FromSeconds(2))
            {
                shown = watch.Elapsed;
                var left = TimeSpan.FromSeconds(watch.Elapsed.TotalSeconds / next * (payments - next));
                Console.WriteLine($"  {Number(next)} of {Number(payments)}, {Number((long)(next / watch.Elapsed.TotalSeconds))}/s, about {left:hh\\:mm\\:ss} left before the indexes");
            }
        }

        await writing;
        return next;
    }

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');
}
