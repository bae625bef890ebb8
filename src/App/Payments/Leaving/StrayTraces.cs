using Guichet.App.Letters;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments.Leaving;

/// <summary>
/// Rows that have a customer's e-mail and no id: requests that were mailed before there was an account, their letters, lines of refused credit orders. Found by
/// reading whole tables, before the transaction: that may take seconds, and no till may wait for it.
/// </summary>
internal sealed record StrayTraces(IReadOnlyList<long> Payments, IReadOnlyList<long> ToldPayments, IReadOnlyList<long> Letters, IReadOnlyList<long> Orders)
{
    /// <summary>Letters to a merchant, who may have the same address in his own right.</summary>
    public static readonly int[] MerchantKinds = [.. Enum.GetValues<LetterKind>().Where(PaymentLetterCatalog.IsToMerchant).Select(kind => (int)kind)];

    public static async Task<StrayTraces> FindAsync(AppDb db, long customerId, string[] addresses) => new(
        await db.Payments.Where(p => addresses.Contains(p.Contact) || addresses.Contains(p.AddresseeEmail)).Select(p => p.Id).ToListAsync(),
        await db.PaymentFacts.Where(f => addresses.Contains(f.Detail)).Select(f => f.PaymentId).Distinct().ToListAsync(),
        await db.Letters.Where(l => l.CustomerId == customerId || (l.PaymentId != null && addresses.Contains(l.Address) && !MerchantKinds.Contains(l.Kind))).Select(l => l.Id).ToListAsync(),
        await db.CreditOrderLines.Where(x => x.Error != null && addresses.Contains(x.Typed)).Select(x => x.OrderId).Distinct().ToListAsync());

    public async Task EraseAsync(AppDb db, string[] addresses)
    {
        await LockAsync(db, Payments);
        await db.Payments.Where(p => Payments.Contains(p.Id)).ExecuteUpdateAsync(set => set.SetProperty(p => p.Contact, (string?)null).SetProperty(p => p.AddresseeEmail, (string?)null));
        await db.PaymentFacts.Where(f => ToldPayments.Contains(f.PaymentId) && addresses.Contains(f.Detail)).ExecuteUpdateAsync(set => set.SetProperty(f => f.Detail, (string?)null));
        await Erasure.DropAsync(db.Letters.Where(l => Letters.Contains(l.Id)));
        await db.CreditOrderLines.Where(x => Orders.Contains(x.OrderId) && addresses.Contains(x.Typed)).ExecuteUpdateAsync(set => set.SetProperty(x => x.Typed, (string?)null));
    }

    /// <summary>In the order in which the desk takes them: two that wait for each other would cost a payment.</summary>
    public static async Task LockAsync(AppDb db, IReadOnlyList<long> payments)
    {
        if (payments.Count > 0 && db.Database.IsNpgsql())
        {
            long[] ids = [.. payments];
            await db.Database.ExecuteSqlAsync($"SELECT 1 FROM payment WHERE id = ANY({ids}) ORDER BY id FOR UPDATE");
        }
    }
}
