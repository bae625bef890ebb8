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
    public const int BatchSize = 128;

    private readonly Desk _desk;
    private readonly IDbContextFactory<AppDb> _databases;

    internal ExpirePayments(Desk desk, IDbContextFactory<AppDb> databases) => (_desk, _databases) = (desk, databases);

    /// <returns>How many payments expired. Stops early when the desk is full: the next run goes on.</returns>
    public async Task<int> RunAsync(DateTimeOffset asOf, CancellationToken stopping)
    {
        var expired = 0;
        while (!stopping.IsCancellationRequested)
        {
            var due = await DueAsync(asOf);
            var answers = await Task.WhenAll(due.Select(id => _desk.SubmitForPaymentAsync(new ClockPaymentCommand { PaymentId = id })));
            var ended = answers.Count(answer => answer.Refusal is null && answer.Value.Status == PaymentStatus.Expired);
            expired += ended;
            if (due.Count < BatchSize || ended == 0)
            {
                break;
            }
        }

        return expired;
    }

    private async Task<List<long>> DueAsync(DateTimeOffset asOf)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var unpaid = db.Payments.Where(p => p.Status == PaymentStatus.AwaitingCustomer && p.PayBy <= asOf).OrderBy(p => p.PayBy).Select(p => p.Id).Take(BatchSize);
        var due = await unpaid.ToListAsync();
        if (due.Count < BatchSize)
        {
            due.AddRange(await db.Payments.Where(p => p.Status == PaymentStatus.Authorized && p.CaptureBy <= asOf)
                .OrderBy(p => p.CaptureBy).Select(p => p.Id).Take(BatchSize - due.Count).ToListAsync());
        }

        return due;
    }
}
