using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Guichet.App.Checks;
using Guichet.App.Storage;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Bench;

/// <summary>
/// Kill -9 of the real server under load over HTTP: tills make requests and customers pay them by the forms that people use; every page that said so is
/// remembered, the server is killed at a random moment and started again on the same database. What was said must be there, and every balance must hold.
/// </summary>
internal static class CrashServer
{
    private const int Tills = 8;

    public static async Task<bool> RunAsync(DatabaseKind kind, int cycles)
    {
        await using var database = await TestDatabases.Migrated.CreateAsync(kind);
        await using var server = await GuichetServer.StartAsync(database.Value, new Dictionary<string, string> { ["GUICHET_JOBS"] = "on" });
        var said = new ConcurrentDictionary<string, PaymentStatus>();
        List<(FormClient Till, FormClient Customer)> pairs = [.. Enumerable.Range(0, Tills).Select(_ => (new FormClient(server.Url), new FormClient(server.Url)))];
        foreach (var (till, customer) in pairs)
        {
            await till.SubmitAsync("/connexion", ("number", "10000651"), ("password", "pins-accueil-2026"));
            await customer.SubmitAsync("/app/connexion", ("number", "lea.martin@example.org"), ("password", "lea-vacances-2026"));
        }

        for (var cycle = 1; cycle <= cycles; cycle++)
        {
            var before = said.Count;
            var load = pairs.Select(pair => Task.Run(() => PayUntilKilledAsync(pair.Till, pair.Customer, said))).ToList();
            await AnsweredAsync(said, before);
            await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(500, 3_000)), TimeProvider.System);
            await server.KillAsync();
            await Task.WhenAll(load);
            await server.StartAgainAsync();
            var lost = await LostAsync(database.Value, said);
            var failures = (await LedgerCheck.RunAsync(database.Value)).Where(line => !line.Holds).ToList();
            Console.WriteLine($"{kind} server kill {cycle}/{cycles}: {said.Count - before} more answered, {lost} lost, check {(failures.Count == 0 ? "ok" : "FAIL")}");
            failures.ForEach(Console.WriteLine);
            if (lost > 0 || failures.Count > 0)
            {
                return false;
            }
        }

        pairs.ForEach(pair =>
        {
            pair.Till.Dispose();
            pair.Customer.Dispose();
        });
        Console.WriteLine($"{kind}: {cycles} kills of the server, {said.Count} payments answered over HTTP, none lost, every balance holds");
        return !said.IsEmpty; // Nothing answered would prove nothing.
    }

    /// <summary>A server that has just started is warm once it has answered something; a kill before that would prove little.</summary>
    private static async Task AnsweredAsync(ConcurrentDictionary<string, PaymentStatus> said, int before)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (said.Count == before)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }

    private static async Task PayUntilKilledAsync(FormClient till, FormClient customer, ConcurrentDictionary<string, PaymentStatus> said)
    {
        try
        {
            while (true)
            {
                var step1 = await till.OpenAsync("/encaissement/nouveau");
                var step2 = await till.SubmitAsync(step1, "/choix");
                var code = await till.SubmitAsync(step2, "/demande", ("amount", "20,00"));
                var number = code.Address.Split('/')[^2];
                said[number] = PaymentStatus.AwaitingCustomer;
                var token = code.Html.Split("/app/r/")[1][..24];
                var paid = await customer.SubmitAsync(await customer.OpenAsync($"/app/r/{token}/confirmation?centimes=1"), "/confirmation", ("code", "4071"));
                if (paid.Address == $"/app/paiements/{number}")
                {
                    said[number] = PaymentStatus.Captured;
                }
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // The server is gone: what had no answer may be there or not.
        }
    }

    private static async Task<int> LostAsync(string database, ConcurrentDictionary<string, PaymentStatus> said)
    {
        await using var db = AppDbOptions.Create(new DatabaseAddress(database));
        var stored = await db.Payments.Select(x => new { x.Number, x.Status }).ToDictionaryAsync(x => x.Number, x => x.Status);
        return said.Count(x => !stored.TryGetValue(x.Key, out var status) || (x.Value == PaymentStatus.Captured && status != PaymentStatus.Captured));
    }
}
