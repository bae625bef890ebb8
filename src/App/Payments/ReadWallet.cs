using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Domain.Wallets;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments;

/// <summary>What a customer can spend, by title year, and what is held in reservations.</summary>
public sealed record WalletView(IReadOnlyList<VoucherPart> Spendable, Money Balance, Money Held)
{
    /// <summary>Nothing can be paid from it at the moment.</summary>
    public bool IsBlocked { get; init; }
}

/// <summary>«Mon solde».</summary>
public sealed class ReadWallet
{
    private readonly IDbContextFactory<AppDb> _databases;

    internal ReadWallet(IDbContextFactory<AppDb> databases) => _databases = databases;

    public async Task<WalletView> RunAsync(CustomerActor actor, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var rows = await db.Wallets.Where(w => w.CustomerId == actor.CustomerId).ToListAsync();
        var wallet = new Wallet(actor.CustomerId, [.. rows.Select(w => new VoucherPart(w.IssueYear, new Money(w.AvailableCents)))]);
        var held = await db.Payments.Where(p => p.PayerId == actor.CustomerId && p.Status == PaymentStatus.Authorized).SumAsync(p => p.AuthorizedCents) ?? 0;
        var today = ParisCalendar.DayOf(now);
        return new WalletView(wallet.SpendableOn(today), wallet.BalanceOn(today), new Money(held)) { IsBlocked = rows.Exists(w => w.IsBlocked) };
    }
}
