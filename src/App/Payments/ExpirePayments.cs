using Guichet.App.Storage;
using Guichet.App.Storage.Desk;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments;

/// <summary>
/// The job that ends what nobody paid or validated in time, in bounded batches by the indexes on the two deadlines. Safe on several servers at once and
/// when killed in the middle: each payment is decided on its locked row (I-20).
/// </summary>
public sealed class ExpirePayments
{
    /// <summary>Few enough that people's own commands pass between two batches.</summary>
    public const int BatchSize = 256;

    /// <summary>Between two batches it rests for half of what the last one took, so that a midnight never has the machine (or SQLite's one writer) for itself.</summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(100);

    // What another server is deciding on at this moment is locked by it: both take different ones instead of waiting for each other.
    private const string Unpaid = "SELECT id FROM payment WHERE status = 1 AND pay_by <= {0} ORDER BY pay_by LIMIT {1} FOR NO KEY UPDATE SKIP LOCKED";
    private const string Unvalidated = "SELECT id FROM payment WHERE status = 2 AND capture_by <= {0} ORDER BY capture_by LIMIT {1} FOR NO KEY UPDATE SKIP LOCKED";

    private readonly Desk _desk;
    private readonly IDbContextFactory<AppDb> _databases;

    internal ExpirePayments(Desk desk, IDbContextFactory<AppDb> databases) => (_desk, _databases) = (desk, databases);

    /// <returns>How many payments were found expired by their batch. Stops early when the desk is full: the next run goes on.</returns>
    /// <exception cref="Exception">Of a payment that cannot be decided; it stops no other.</exception>
    public async Task<int> RunAsync(DateTimeOffset asOf, CancellationToken stopping)
    {
        var expired = 0;
        Task? failed = null;
        while (!stopping.IsCancellationRequested)
        {
            var started = TimeProvider.System.GetTimestamp();
            var due = await DueAsync(asOf);
            var deciding = due.Select(id => _desk.SubmitForPaymentAsync(new ClockPaymentCommand { PaymentId = id })).ToList();
            Task all = Task.WhenAll(deciding);
            await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            failed ??= deciding.FirstOrDefault(task => !task.IsCompletedSuccessfully);
            var ended = deciding.Count(task => task.IsCompletedSuccessfully && IsExpired(task.Result));
            expired += ended;
            if (due.Count < BatchSize || ended == 0)
            {
                break;
            }

            await RestAsync(TimeProvider.System.GetElapsedTime(started), stopping);
        }

        await (failed ?? Task.CompletedTask);
        return expired;
    }

    private static bool IsExpired(Result<Payment> answer) => answer.Refusal is null && answer.Value.Status == PaymentStatus.Expired;

    private static async Task RestAsync(TimeSpan took, CancellationToken stopping) =>
        await Task.Delay(took / 2 < LongestRest ? took / 2 : LongestRest, TimeProvider.System, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task<List<long>> DueAsync(DateTimeOffset asOf)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var due = await UnpaidAsync(db, asOf, BatchSize);
        if (due.Count < BatchSize)
        {
            due.AddRange(await UnvalidatedAsync(db, asOf, BatchSize - due.Count));
        }

        return due;
    }

    private static Task<List<long>> UnpaidAsync(AppDb db, DateTimeOffset asOf, int count) => db.Database.IsNpgsql()
        ? db.Database.SqlQueryRaw<long>(Unpaid, asOf, count).ToListAsync()
        : db.Payments.Where(p => p.Status == PaymentStatus.AwaitingCustomer && p.PayBy <= asOf).OrderBy(p => p.PayBy).Select(p => p.Id).Take(count).ToListAsync();

    private static Task<List<long>> UnvalidatedAsync(AppDb db, DateTimeOffset asOf, int count) => db.Database.IsNpgsql()
        ? db.Database.SqlQueryRaw<long>(Unvalidated, asOf, count).ToListAsync()
        : db.Payments.Where(p => p.Status == PaymentStatus.Authorized && p.CaptureBy <= asOf).OrderBy(p => p.CaptureBy).Select(p => p.Id).Take(count).ToListAsync();
}
