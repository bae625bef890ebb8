using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Guichet.App.Storage;
using Guichet.App.Storage.Desk;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Wallets;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Wallets.Crediting;

/// <summary>
/// The job that credits confirmed orders, line by line through the desk. Each line has a key of its own: killed in the middle, or run on two servers at once,
/// it credits every line once.
/// </summary>
public sealed class CreditCustomers
{
    /// <summary>Lines under way at once.</summary>
    private const int Batch = 1_000;

    /// <summary>An order whose file was never read to its end.</summary>
    private static readonly TimeSpan Unread = TimeSpan.FromHours(1);

    private readonly Desk _desk;
    private readonly IDbContextFactory<AppDb> _databases;

    internal CreditCustomers(Desk desk, IDbContextFactory<AppDb> databases) => (_desk, _databases) = (desk, databases);

    /// <returns>How many lines were credited. Stops early when the desk is full: the next run goes on.</returns>
    public async Task<int> RunAsync(DateTimeOffset asOf, CancellationToken stopping)
    {
        await ForgetUnreadAsync(asOf);
        var credited = 0;
        await using var db = await _databases.CreateDbContextAsync(stopping);
        foreach (var order in await db.CreditOrders.AsNoTracking().Where(x => x.State == CreditOrderState.Crediting).OrderBy(x => x.Id).ToListAsync(stopping))
        {
            credited += await CreditAsync(db, order, asOf, stopping);
        }

        return credited;
    }

    /// <summary>One order now: for somebody who waits for it. What is not done in time, the job does.</summary>
    internal async Task CreditNowAsync(long orderId, DateTimeOffset asOf)
    {
        await using var db = await _databases.CreateDbContextAsync();
        if (await db.CreditOrders.AsNoTracking().SingleOrDefaultAsync(x => x.Id == orderId && x.State == CreditOrderState.Crediting) is { } order)
        {
            await CreditAsync(db, order, asOf, CancellationToken.None);
        }
    }

    private async Task<int> CreditAsync(AppDb db, CreditOrderRow order, DateTimeOffset asOf, CancellationToken stopping)
    {
        var (line, credited) = (order.CreditedLine, 0);
        while (!stopping.IsCancellationRequested)
        {
            var after = line;
            var lines = await db.CreditOrderLines.AsNoTracking().Where(x => x.OrderId == order.Id && x.Line > after && x.Error == null).OrderBy(x => x.Line).Take(Batch).ToListAsync(stopping);
            if (lines.Count == 0)
            {
                await db.CreditOrders.Where(x => x.Id == order.Id && x.State == CreditOrderState.Crediting)
                    .ExecuteUpdateAsync(set => set.SetProperty(x => x.State, CreditOrderState.Done).SetProperty(x => x.DoneAt, asOf), CancellationToken.None);
                break;
            }

            var answers = await Task.WhenAll(lines.Select(x => _desk.SubmitAsync(Command(order.Id, x))));
            if (answers.FirstOrDefault(x => x.Refusal is not null).Refusal is { } refusal)
            {
                return refusal.Code is RefusalCode.Unavailable or RefusalCode.IdempotencyInProgress or RefusalCode.OutcomeUnknown ? credited
                    : throw new InvalidOperationException($"A line of credit order {order.Id} was refused: {refusal.Name}.");
            }

            (line, credited) = (lines[^1].Line, credited + lines.Count);
            await db.CreditOrders.Where(x => x.Id == order.Id && x.CreditedLine < line).ExecuteUpdateAsync(set => set.SetProperty(x => x.CreditedLine, line), CancellationToken.None);
        }

        return credited;
    }

    private static CreditCommand Command(long orderId, CreditOrderLineRow row)
    {
        var part = new VoucherPart(row.IssueYear, new Money(row.AmountCents));
        return new CreditCommand(row.CustomerId!.Value, part)
        {
            CustomerId = row.CustomerId,
            Key = new SubmitKey(string.Create(CultureInfo.InvariantCulture, $"o:{orderId}"), row.Line.ToString(CultureInfo.InvariantCulture),
                Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{row.CustomerId} {row.IssueYear} {row.AmountCents}"))))),
        };
    }

    private async Task ForgetUnreadAsync(DateTimeOffset asOf)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var since = asOf - Unread;
        foreach (var id in await db.CreditOrders.Where(x => x.State == CreditOrderState.Reading && x.CreatedAt < since).Select(x => x.Id).ToListAsync())
        {
            await db.CreditOrderLines.Where(x => x.OrderId == id).ExecuteDeleteAsync();
            await db.CreditOrders.Where(x => x.Id == id).ExecuteDeleteAsync();
        }
    }
}

/// <summary>Titles for one customer. A crowd of them lets people's payments pass.</summary>
internal sealed record CreditCommand(long Customer, VoucherPart Part) : DeskCommand
{
    public override bool IsOfClock => true;

    public override Result<DeskDecision> Decide(DeskState state, DateTimeOffset now) => DeskDecision.OfWallet(Customer, VoucherCredit.Entry(Customer, Part), [Part]);
}
