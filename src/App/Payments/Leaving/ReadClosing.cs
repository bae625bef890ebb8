using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.App.Wallets.Blocking;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Domain.Wallets;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments.Leaving;

/// <summary>Why the own account cannot be closed yet, each with what its sentence needs; none when it can.</summary>
public sealed class ReadClosing
{
    private readonly IDbContextFactory<AppDb> _databases;

    internal ReadClosing(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <summary>
    /// blocked_by_issuer, closing_held (amount), closing_waiting (how many), closing_balance (amount), closing_credit: all that stand in the way, in the order in which
    /// they are best dealt with.
    /// </summary>
    public async Task<IReadOnlyList<Refusal>> RunAsync(CustomerAccess own, DateTimeOffset now)
    {
        own.Demand();
        await using var db = await _databases.CreateDbContextAsync();
        return await ObstaclesAsync(db, own.Actor.CustomerId, now);
    }

    /// <summary>In the caller's transaction, which has locked the wallet: nothing of it changes afterwards.</summary>
    internal static async Task<IReadOnlyList<Refusal>> ObstaclesAsync(AppDb db, long customerId, DateTimeOffset now)
    {
        var found = new List<Refusal>();
        if (await WalletBlock.FindAsync(db, customerId) is { ByIssuer: true })
        {
            found.Add(new Refusal(RefusalCode.BlockedByIssuer));
        }

        var held = await db.Payments.Where(p => p.PayerId == customerId && p.Status == PaymentStatus.Authorized).SumAsync(p => p.AuthorizedCents) ?? 0;
        if (held > 0)
        {
            found.Add(new Refusal(RefusalCode.ClosingHeld, new Money(held)));
        }

        var waiting = await db.Payments.CountAsync(p => p.AddresseeId == customerId && p.PayerId == null && p.Status == PaymentStatus.AwaitingCustomer && p.PayBy > now);
        if (waiting > 0)
        {
            found.Add(new Refusal(RefusalCode.ClosingWaiting, waiting));
        }

        var parts = await db.Wallets.Where(w => w.CustomerId == customerId).Select(w => new { w.IssueYear, w.AvailableCents }).ToListAsync();
        var wallet = new Wallet(customerId, [.. parts.Select(w => new VoucherPart(w.IssueYear, new Money(w.AvailableCents)))]);
        if (wallet.BalanceOn(ParisCalendar.DayOf(now)) is { IsPositive: true } balance)
        {
            found.Add(new Refusal(RefusalCode.ClosingBalance, balance));
        }

        var onTheirWay = db.CreditOrderLines.Where(x => x.CustomerId == customerId && x.Error == null
            && db.CreditOrders.Any(o => o.Id == x.OrderId && o.State != CreditOrderState.Done && x.Line > o.CreditedLine));
        if (await onTheirWay.AnyAsync())
        {
            found.Add(new Refusal(RefusalCode.ClosingCredit));
        }

        return found;
    }
}
