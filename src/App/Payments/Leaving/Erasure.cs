using System.Globalization;
using System.Security.Cryptography;
using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments.Leaving;

/// <summary>
/// Takes a person out of the rows that stay, and away those that were only the person's. By ids alone, so that it can be done again; in the caller's commit.
/// Sums, instants and numbers are not touched.
/// </summary>
internal static class Erasure
{
    /// <summary>How long after a closing the job looks again for what was on its way at that moment, e.g. a request that a merchant was sending.</summary>
    private static readonly TimeSpan AgainFor = TimeSpan.FromDays(2);

    /// <summary>The row stays for the facts that name its id; no name that anybody can type leads to it.</summary>
    public static async Task OfAccountAsync(AppDb db, long accountId, DateTimeOffset now)
    {
        var (name, stamp) = (string.Create(CultureInfo.InvariantCulture, $"x:{accountId}"), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
        await db.Accounts.Where(a => a.Id == accountId).ExecuteUpdateAsync(set => set
            .SetProperty(a => a.UserName, name).SetProperty(a => a.NormalizedUserName, FindAccount.Normalize(name))
            .SetProperty(a => a.FirstName, "").SetProperty(a => a.LastName, "").SetProperty(a => a.PhoneNumber, (string?)null)
            .SetProperty(a => a.Email, (string?)null).SetProperty(a => a.NormalizedEmail, (string?)null).SetProperty(a => a.EmailConfirmed, false)
            .SetProperty(a => a.PasswordHash, (string?)null).SetProperty(a => a.PinHash, (string?)null).SetProperty(a => a.SecurityStamp, stamp)
            .SetProperty(a => a.RememberedNotifyEmail, (string?)null).SetProperty(a => a.TwoFactorEnabled, false).SetProperty(a => a.DisabledAt, now));
        await db.PushSubscriptions.Where(x => x.AccountId == accountId).ExecuteDeleteAsync();
        await db.KnownDevices.Where(x => x.AccountId == accountId).ExecuteDeleteAsync();
        await db.Sessions.Where(x => x.AccountId == accountId).ExecuteDeleteAsync();
        await db.OneTimeLinks.Where(x => x.AccountId == accountId).ExecuteDeleteAsync();
        await db.ActivationCodes.Where(x => x.AccountId == accountId).ExecuteDeleteAsync();
        await db.PasskeyQuestions.Where(x => x.AccountId == accountId).ExecuteDeleteAsync();
        await db.SignInTries.Where(x => x.AccountId == accountId).ExecuteDeleteAsync();
        await db.SavedViews.Where(x => x.AccountId == accountId).ExecuteDeleteAsync();
        await db.UserPasskeys.Where(x => x.UserId == accountId).ExecuteDeleteAsync();
        await db.UserTokens.Where(x => x.UserId == accountId).ExecuteDeleteAsync();
        await db.UserLogins.Where(x => x.UserId == accountId).ExecuteDeleteAsync();
        // The language stays: the last letter is written in it, and it names nobody.
        await db.UserClaims.Where(x => x.UserId == accountId && x.ClaimType != Letters.ReaderLanguage.ClaimType).ExecuteDeleteAsync();
    }

    /// <summary>Payments as they happened, without the address that was typed, the network address that paid, and what people wrote.</summary>
    public static async Task OfCustomerAsync(AppDb db, long customerId, long accountId)
    {
        // Each by the index that the lists have; of the addressee's those that were paid were paid by the addressee.
        List<long> payments = [.. await db.Payments.Where(p => p.PayerId == customerId).Select(p => p.Id).ToListAsync(),
            .. await db.Payments.Where(p => p.AddresseeId == customerId && p.PayerId == null).Select(p => p.Id).ToListAsync()];
        await StrayTraces.LockAsync(db, payments);
        await db.Payments.Where(p => payments.Contains(p.Id) && (p.Contact != null || p.AddresseeEmail != null))
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Contact, (string?)null).SetProperty(p => p.AddresseeEmail, (string?)null));
        var facts = db.PaymentFacts.Where(f => payments.Contains(f.PaymentId));
        await facts.Where(f => f.Detail != null).ExecuteUpdateAsync(set => set.SetProperty(f => f.Detail, (string?)null));
        await facts.Where(f => f.AccountId == accountId && f.Address != null).ExecuteUpdateAsync(set => set.SetProperty(f => f.Address, (string?)null));
        await db.WalletBlocks.Where(b => b.CustomerId == customerId)
            .ExecuteUpdateAsync(set => set.SetProperty(b => b.Address, (string?)null).SetProperty(b => b.Reason, (string?)null));
        await db.LapseNotices.Where(x => x.CustomerId == customerId).ExecuteDeleteAsync();
        await DropAsync(db.Letters.Where(l => l.AccountId == accountId && l.Kind != (int)AccountLetterKind.AccountClosed));
        await DropAsync(db.Letters.Where(l => payments.Contains(l.PaymentId!.Value) && !StrayTraces.MerchantKinds.Contains(l.Kind)));
    }

    /// <summary>What was not sent yet is not sent any more; of what was, that it was.</summary>
    public static async Task DropAsync(IQueryable<LetterRow> letters)
    {
        await letters.Where(l => l.State == LetterState.Queued).ExecuteUpdateAsync(set => set.SetProperty(l => l.State, LetterState.Obsolete));
        await letters.Where(l => l.Address != null || l.Payload != null || l.LastError != null).ExecuteUpdateAsync(set => set
            .SetProperty(l => l.Address, (string?)null).SetProperty(l => l.Payload, (string?)null).SetProperty(l => l.LastError, (string?)null));
    }

    /// <summary>For the job: accounts that were closed not long ago, once more.</summary>
    public static async Task<int> AgainAsync(AppDb db, DateTimeOffset now)
    {
        var since = now - AgainFor;
        var closed = await db.Accounts.Join(db.Customers.Where(c => c.ClosedAt > since), a => a.CustomerId, c => c.Id, (a, c) => new { CustomerId = c.Id, a.Id }).ToListAsync();
        foreach (var account in closed)
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await OfCustomerAsync(db, account.CustomerId, account.Id);
            await transaction.CommitAsync();
        }

        return closed.Count;
    }
}
