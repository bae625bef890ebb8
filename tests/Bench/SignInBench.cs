using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Fixtures;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Bench;

/// <summary>
/// bench sign-in: guesses from many addresses at the real server while its holder works on a known browser; the time of a wrong password for numbers that
/// somebody has and that nobody has; and how many passwords of a burst are looked at.
/// </summary>
internal static class SignInBench
{
    private const string Number = "708900", Password = "littoral-signataire-2026";
    private const int Attackers = 24, Burst = 60;

    /// <summary>Below it, time tells who exists. One honest run in a thousand is called guilty.</summary>
    private const double LeastChance = 0.001;

    /// <summary>Growth of the server from the attack's half to its end, beyond which its memory is not flat: caches and pools are full by the half.</summary>
    private const double MostGrowthMegabytes = 64;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(250);

    public static async Task<int> RunAsync(string[] args)
    {
        var (guesses, bursts, samples) = (Count("--guesses", 10_000), Count("--bursts", 1_000), Count("--samples", 300));
        var only = Options.Of(args, "--only");
        var good = true;
        foreach (var kind in Enum.GetValues<DatabaseKind>().Where(kind => only is null || kind.ToString().Equals(only, StringComparison.OrdinalIgnoreCase)))
        {
            await using var database = await TestDatabases.CreateEmptyAsync(kind);
            await using (var server = await GuichetServer.StartAsync(database.Value, new Dictionary<string, string> { ["GUICHET_TRUSTED_PROXIES"] = "127.0.0.1,::1" }))
            {
                good &= await AttackAsync(kind, server, guesses);
                good &= await TellApartAsync(kind, server, samples);
            }

            good &= await BurstAsync(kind, bursts);
        }

        return good ? 0 : 1;

        int Count(string name, int otherwise) => Options.Of(args, name) is { } given ? int.Parse(given, NumberStyles.None, CultureInfo.InvariantCulture) : otherwise;
    }

    /// <summary>Half of the guesses at one account, half at numbers by chance, each from another address.</summary>
    private static async Task<bool> AttackAsync(DatabaseKind kind, GuichetServer server, int guesses)
    {
        using var till = await SignInClient.OpenAsync(server.Url, "10.0.0.1");
        var isOpen = await till.TryAsync(Number, Password) == SignInClient.Opened;
        var before = ServerMemory.Now(server.ProcessId);
        var answers = new ConcurrentDictionary<int, int>();
        var left = guesses;
        var started = Stopwatch.GetTimestamp();
        var attack = Task.WhenAll(Enumerable.Range(0, Attackers).Select(_ => Task.Run(async () =>
        {
            using var attacker = await SignInClient.OpenAsync(server.Url, "192.0.2.1");
            while (Interlocked.Decrement(ref left) >= 0)
            {
                attacker.ComeFrom($"198.{18 + Random.Shared.Next(2)}.{Random.Shared.Next(256)}.{Random.Shared.Next(256)}");
                var number = Random.Shared.Next(2) == 0 ? Number : Random.Shared.Next(100_000, 1_000_000).ToString(CultureInfo.InvariantCulture);
                answers.AddOrUpdate(await attacker.TryAsync(number, $"une supposition {Random.Shared.Next()}"), 1, (_, n) => n + 1);
            }
        })));
        List<double> times = [];
        var refused = 0;
        double? half = null;
        while (!attack.IsCompleted)
        {
            var asked = Stopwatch.GetTimestamp();
            refused += await till.TryAsync(Number, Password) == SignInClient.Opened ? 0 : 1;
            times.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            half ??= Volatile.Read(ref left) <= guesses / 2 ? ServerMemory.Now(server.ProcessId) : null;
            await Task.Delay(Moment, TimeProvider.System);
        }

        await attack;
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        using var stranger = await SignInClient.OpenAsync(server.Url, "10.0.0.2");
        var isBlocked = await stranger.TryAsync(Number, Password) == 423;
        var after = ServerMemory.Now(server.ProcessId);
        var isFlat = after - (half ?? before) <= MostGrowthMegabytes;
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{kind}: {guesses} guesses in {seconds:0} s ({string.Join(", ", answers.OrderBy(a => a.Key).Select(a => $"{a.Key}: {a.Value}"))}); the known browser signed in {times.Count - refused} of {times.Count} times, p50 {times[times.Count / 2]:0} ms, p99 {times[(int)(times.Count * .99)]:0} ms; a new one is blocked: {(isBlocked ? "yes" : "NO")}; memory {before:0} MB before, {half:0} at half, {after:0} after{(isFlat ? "" : ": NOT FLAT")}"));
        return isOpen && isBlocked && isFlat && refused == 0 && !answers.ContainsKey(SignInClient.Opened);
    }

    /// <summary>First wrong passwords, in turn for a number that somebody has and for one that nobody has; a right one in between starts the count again.</summary>
    private static async Task<bool> TellApartAsync(DatabaseKind kind, GuichetServer server, int samples)
    {
        using var client = await SignInClient.OpenAsync(server.Url, "10.0.0.3");
        List<double> known = [], unknown = [];
        const string Other = "708901", OtherPassword = "cimes-signataire-2026";
        for (var i = -10; i < samples; i++) // the first few warm up
        {
            client.ComeFrom($"10.1.{(i + 10) / 250}.{(i + 10) % 250}");
            var (a, b) = (await TimeAsync(Other), await TimeAsync(Random.Shared.Next(100_000, 700_000).ToString(CultureInfo.InvariantCulture)));
            if (await client.TryAsync(Other, OtherPassword) != SignInClient.Opened)
            {
                throw new InvalidOperationException("The account is blocked: nothing can be compared.");
            }

            client.Forget();
            if (i >= 0)
            {
                known.Add(a);
                unknown.Add(b);
            }
        }

        var compared = new TwoSamples(known, unknown, Random.Shared);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{kind}: a wrong password takes {compared.First:0.00} ms (median of {known.Count}) for a number that somebody has, {compared.Second:0.00} ms for one that nobody has; {compared}"));
        return compared.ByChance > LeastChance;

        async Task<double> TimeAsync(string number)
        {
            var asked = Stopwatch.GetTimestamp();
            await client.TryAsync(number, "une supposition");
            return Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
        }
    }

    /// <summary>The use case itself, because no answer tells how many passwords were looked at.</summary>
    private static async Task<bool> BurstAsync(DatabaseKind kind, int bursts)
    {
        await using var database = await TestDatabases.CreateEmptyAsync(kind);
        await StorageSetup.MigrateAsync(database.Value);
        var keys = Directory.CreateTempSubdirectory("guichet-keys-").FullName;
        try
        {
            var looked = new CountingHasher();
            // Nothing but the count keeps guesses apart here: no queue, no pause, no bound per address.
            var settings = new AccessSettings { KeysFolder = keys, Demonstration = true, HashingSlots = Burst, HashingQueue = TimeSpan.FromMinutes(1), StrangerPause = TimeSpan.Zero, FailuresPerAddress = int.MaxValue };
            await using var services = new ServiceCollection().AddLogging().AddGuichetStorage(database.Value).AddSingleton<IPasswordHasher<AccountRow>>(looked).AddAccess(settings).BuildServiceProvider();
            var (signIn, now) = (services.GetRequiredService<SignIn>(), TimeProvider.System.GetUtcNow());
            int most = 0, least = int.MaxValue;
            for (var burst = 0; burst < bursts; burst++)
            {
                looked.Reset();
                var number = (100_000 + burst).ToString(CultureInfo.InvariantCulture);
                await Task.WhenAll(Enumerable.Range(0, Burst).Select(i => Task.Run(() => signIn.RunAsync(new SignInAttempt(AccountArea.Merchant, number, $"supposition {i}", null), now))));
                (most, least) = (Math.Max(most, looked.Count), Math.Min(least, looked.Count));
            }

            Console.WriteLine($"{kind}: {bursts} bursts of {Burst} guesses at once: {least} to {most} passwords of each were looked at");
            return most == AccessSettings.MaxTries;
        }
        finally
        {
            Directory.Delete(keys, recursive: true);
        }
    }

    private sealed class CountingHasher : IPasswordHasher<AccountRow>
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public void Reset() => Volatile.Write(ref _count, 0);

        public string HashPassword(AccountRow user, string password) => "";

        public PasswordVerificationResult VerifyHashedPassword(AccountRow user, string hashedPassword, string providedPassword)
        {
            Interlocked.Increment(ref _count);
            return PasswordVerificationResult.Failed;
        }
    }
}
