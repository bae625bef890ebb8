using System.Diagnostics;
using Guichet.App.Payments;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Payments;

/// <summary>The job as a process of its own, killed (-9) while it ends payments (I-20).</summary>
public sealed class ExpiryKilledTests
{
    private const int Kills = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Theory, EachDatabase]
    public async Task A_job_that_is_killed_in_the_middle_is_ended_by_the_next_and_nothing_twice(DatabaseKind kind)
    {
        const int Count = 6 * ExpirePayments.BatchSize;
        await using var world = await ExpiryWorld.StartAsync(kind, TimeProvider.System.GetUtcNow().AddDays(-60)); // all of it is due by the clock of the job
        await world.FillAsync(Count);
        for (var kill = 0; kill < Kills; kill++)
        {
            await KillInTheMiddleAsync(world);
        }

        world.Time.SetUtcNow(TimeProvider.System.GetUtcNow());
        await world.RunAsync();
        await ExpiryWorld.ShouldHaveEndedOnceAsync(world.Host, Count);
    }

    private static async Task KillInTheMiddleAsync(ExpiryWorld world)
    {
        var before = await ExpiredAsync(world);
        var keys = Directory.CreateTempSubdirectory("guichet-keys-").FullName;
        ProcessStartInfo start = new("dotnet", [GuichetServer.Program, "job", "expire-payments"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment["GUICHET_MODE"], start.Environment["GUICHET_DATABASE"], start.Environment["GUICHET_KEYS"]) = ("demonstration", world.Host.Database, keys);
        using var job = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        while (!job.HasExited && await ExpiredAsync(world) == before)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, patience.Token);
        }

        job.Kill();
        await job.WaitForExitAsync(patience.Token);
        Directory.Delete(keys, recursive: true);
        (await ExpiredAsync(world)).ShouldBeGreaterThan(before, "the job had begun");
    }

    private static Task<int> ExpiredAsync(ExpiryWorld world) => world.Host.ReadAsync(db => db.PaymentFacts.CountAsync(f => f.Kind == PaymentFactKind.Expired));
}
