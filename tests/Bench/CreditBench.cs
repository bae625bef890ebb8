using System.Diagnostics;
using System.Globalization;
using System.Text;
using Guichet.App.Checks;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.App.Wallets.Crediting;
using Guichet.Domain;
using Guichet.Fixtures;

namespace Guichet.Bench;

/// <summary>bench credit: an employer's order of so many customers, looked at, credited, and refused the second time.</summary>
internal static class CreditBench
{
    private const long FirstCustomer = 60_000_001;

    public static async Task<int> RunAsync(string[] args)
    {
        var lines = Options.Of(args, "--lines") is { } given ? int.Parse(given, NumberStyles.None, CultureInfo.InvariantCulture) : CheckCreditOrder.MaxLines;
        var only = Options.Of(args, "--only");
        var good = true;
        foreach (var kind in Enum.GetValues<DatabaseKind>().Where(kind => only is null || kind.ToString().Equals(only, StringComparison.OrdinalIgnoreCase)))
        {
            await using var database = await TestDatabases.CreateEmptyAsync(kind);
            await StorageSetup.MigrateAsync(database.Value);
            await AddCustomersAsync(database.Value, lines);
            good &= await MeasureAsync(kind, database.Value, lines);
        }

        return good ? 0 : 1;
    }

    private static async Task<bool> MeasureAsync(DatabaseKind kind, string database, int lines)
    {
        await using var desk = await BenchDesk.OpenAsync(database, new());
        var (now, file) = (DateTimeOffset.UnixEpoch.AddYears(56), File(lines));
        var (check, orders, job) = (new CheckCreditOrder(desk.Databases, desk.Ids), new CreditOrders(desk.Databases), new CreditCustomers(desk.Desk, desk.Databases));
        var started = Stopwatch.GetTimestamp();
        var order = (await check.RunAsync(file, "commande.csv", "Comité d'entreprise", now)).Value;
        var looked = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await orders.ConfirmAsync(order.Id, by: null, now);
        started = Stopwatch.GetTimestamp();
        var credited = await job.RunAsync(now, CancellationToken.None);
        var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var again = (await check.RunAsync(file, "commande.csv", "Comité d'entreprise", now)).Refusal?.Name;
        var failures = (await LedgerCheck.RunAsync(database)).Count(line => !line.Holds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{kind}: {file.Length / 1024} kB, {order.Accepted} lines to credit and {order.Refused} refused, looked at in {looked:0.0} s, {credited} credited in {took:0.0} s; the same file again: {again}; check: {failures} failures"));
        return credited == lines - order.Refused && order.Refused == lines / 100 && again == "file_repeated" && failures == 0;
    }

    /// <summary>One customer a line; every hundredth is nobody.</summary>
    private static byte[] File(int lines)
    {
        var text = new StringBuilder("identifiant;montant\n");
        for (var i = 0; i < lines; i++)
        {
            text.Append(i % 100 == 99 ? $"personne{i}@example.org" : Number(i)).Append(CultureInfo.InvariantCulture, $";{(i % 400) + 20},50\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static async Task AddCustomersAsync(string database, int count)
    {
        foreach (var part in Enumerable.Range(0, count).Chunk(5_000))
        {
            await using var db = AppDbOptions.Create(new DatabaseAddress(database));
            db.AddRange(part.Select(i => new CustomerRow { Id = FirstCustomer + i, Number = Number(i), Email = $"c{i}@example.org", FirstName = "Ada", LastName = "Essai" }));
            await db.SaveChangesAsync();
        }
    }

    private static string Number(int i) => (20_000_000_000 + i).ToString(CultureInfo.InvariantCulture);
}
