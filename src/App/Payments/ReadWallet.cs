using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Domain.Wallets;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments;

/// <summary>What a customer can spend, by title year, and what is held in reservations.</summary>
/// <param name="Today">In Paris, on which it was read.</param>
public sealed record WalletView(IReadOnlyList<VoucherPart> Spendable, Money Balance, Money Held, DateOnly Today)
{
    /// <summary>Titles that lapse within so many days are told in time.</summary>
    public const int LapseNoticeDays = 60;

    public bool LapsesSoon(VoucherPart part) => part.LastDay.DayNumber - Today.DayNumber <= LapseNoticeDays;

    /// <summary>The part that lapses next, when that is soon; null otherwise.</summary>
    public VoucherPart? LapsingSoon => Spendable is [var first, ..] && LapsesSoon(first) ? first : null;

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
        return new WalletView(wallet.SpendableOn(today), wallet.BalanceOn(today), new Money(held), today) { IsBlocked = rows.Exists(w => w.IsBlocked) };
    }
}
