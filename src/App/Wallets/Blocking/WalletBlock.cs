using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Wallets.Blocking;

/// <summary>A wallet from which nobody pays at the moment.</summary>
/// <param name="ByIssuer">An operator did it, and only an operator undoes it.</param>
public sealed record WalletBlock(DateTimeOffset Since, bool ByIssuer)
{
    /// <summary>Null while the wallet is not blocked.</summary>
    internal static async Task<WalletBlock?> FindAsync(AppDb db, long customerId) =>
        await db.WalletBlocks.AsNoTracking().Where(b => b.CustomerId == customerId).OrderByDescending(b => b.Number).FirstOrDefaultAsync() is { IsBlocked: true } last
            ? new WalletBlock(last.At, last.Door == Door.Console) : null;
}

/// <summary>
/// The mark that the desk reads with the rows it locks anyway. It stands on every row that there is: whichever of them a payment has locked, the block waits for
/// that payment, or the payment sees the block (decision 24).
/// </summary>
internal static class WalletMark
{
    /// <summary>
    /// Before the caller's transaction: a row of the current year, empty if need be, so that a wallet without titles can be marked too, and is locked by every
    /// payment that begins from now on, whatever titles arrive meanwhile.
    /// </summary>
    public static Task PrepareAsync(AppDb db, long customerId, DateTimeOffset now)
    {
        var year = ParisCalendar.DayOf(now).Year;
        return db.Database.ExecuteSqlAsync($"INSERT INTO wallet (customer_id, issue_year, available_cents) VALUES ({customerId}, {year}, 0) ON CONFLICT DO NOTHING");
    }

    /// <summary>In the caller's transaction, which from here on is alone with the wallet. Gives the block that it found.</summary>
    public static async Task<WalletBlock?> LockAsync(AppDb db, long customerId)
    {
        if (db.Database.IsNpgsql())
        {
            // In the order in which the desk takes them: two that wait for each other would cost a payment.
            await db.Database.ExecuteSqlAsync($"SELECT 1 FROM wallet WHERE customer_id = {customerId} ORDER BY issue_year FOR UPDATE");
        }

        return await WalletBlock.FindAsync(db, customerId);
    }

    /// <summary>After <see cref="LockAsync"/>. The caller saves.</summary>
    public static async Task SetAsync(AppDb db, long customerId, bool isBlocked, WalletActor by, DateTimeOffset now)
    {
        await db.Wallets.Where(w => w.CustomerId == customerId).ExecuteUpdateAsync(set => set.SetProperty(w => w.IsBlocked, isBlocked));
        db.WalletBlocks.Add(new WalletBlockRow
        {
            CustomerId = customerId,
            Number = 1 + await db.WalletBlocks.CountAsync(b => b.CustomerId == customerId),
            IsBlocked = isBlocked,
            Door = by.Door,
            AccountId = by.AccountId,
            Address = by.Address,
            Reason = by.Reason,
            At = now,
        });
    }
}

/// <summary>Who blocks or unblocks.</summary>
internal sealed record WalletActor(Door Door, long AccountId, string? Address, string? Reason);
