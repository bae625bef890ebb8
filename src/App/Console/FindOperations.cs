using Guichet.App.Payments;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Ledger;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;
using AccountKind = Guichet.Domain.Ledger.AccountKind;

namespace Guichet.App.Console;

/// <param name="Merchant">Name of the agreement.</param>
public sealed record FoundOperation(Payment Payment, string Merchant, string PointOfSale);

/// <param name="Owner">Number of the customer, transaction or agreement that the account belongs to; null for the issuer's own.</param>
public sealed record PostingLine(AccountKind Account, string? Owner, int IssueYear, Money Amount);

/// <param name="PaymentVersion">Of the fact that moved the money.</param>
public sealed record EntryLine(long Id, EntryKind Kind, DateTimeOffset At, int? PaymentVersion, IReadOnlyList<PostingLine> Postings);

/// <param name="Payer">Number of the customer who paid.</param>
public sealed record OperationFile(FoundOperation Operation, string? Payer, IReadOnlyList<TimelineFact> Facts, IReadOnlyList<EntryLine> Entries);

/// <summary>Any payment of any merchant, for the issuer's operators: by transaction number, basket number or the number of a customer.</summary>
public sealed class FindOperations
{
    public const int MaxFound = 50;

    private readonly IDbContextFactory<AppDb> _databases;

    internal FindOperations(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <summary>The newest first, at most <see cref="MaxFound"/>. What can be several kinds of number is looked for as all of them.</summary>
    public async Task<IReadOnlyList<FoundOperation>> SearchAsync(string? typed)
    {
        if (Texts.Normalize(typed, Texts.MaxOrderReference) is not { Length: > 0 } text)
        {
            return [];
        }

        await using var db = await _databases.CreateDbContextAsync();
        var ids = new HashSet<long>();
        if (text.ToLowerInvariant() is var number && TransactionNumber.IsWellFormed(number))
        {
            ids.UnionWith(await db.Payments.Where(p => p.Number == number).Select(p => p.Id).ToListAsync());
        }

        var customer = await db.Customers.Where(c => c.Number == text).Select(c => (long?)c.Id).SingleOrDefaultAsync();
        if (customer is not null)
        {
            ids.UnionWith(await db.Payments.Where(p => p.PayerId == customer).OrderByDescending(p => p.LastActivityAt).Select(p => p.Id).Take(MaxFound).ToListAsync());
            ids.UnionWith(await db.Payments.Where(p => p.Status == PaymentStatus.AwaitingCustomer && p.AddresseeId == customer).Select(p => p.Id).Take(MaxFound).ToListAsync());
        }

        // By agreement, because that is how the index has it.
        ids.UnionWith(await db.Agreements.SelectMany(a => db.Payments.Where(p => p.AgreementId == a.Id && p.OrderReference == text).Select(p => p.Id)).Take(MaxFound).ToListAsync());
        return await LoadAsync(db, db.Payments.Where(p => ids.Contains(p.Id)));
    }

    /// <summary>With its facts and all that it did to the ledger. Refuses not_found.</summary>
    public async Task<Result<OperationFile>> ReadAsync(string number)
    {
        await using var db = await _databases.CreateDbContextAsync();
        if (!TransactionNumber.IsWellFormed(number) || (await LoadAsync(db, db.Payments.Where(p => p.Number == number))).FirstOrDefault() is not { } found)
        {
            return RefusalCode.NotFound;
        }

        var id = found.Payment.Id;
        var facts = await (from fact in db.PaymentFacts.Where(f => f.PaymentId == id)
                           join account in db.Accounts on fact.AccountId equals account.Id into accounts
                           from account in accounts.DefaultIfEmpty()
                           orderby fact.Version
                           select new { fact, Name = account == null ? null : (account.FirstName + " " + account.LastName).Trim() }).ToListAsync();
        return new OperationFile(found, await db.Customers.Where(c => c.Id == found.Payment.PayerId).Select(c => c.Number).SingleOrDefaultAsync(),
            [.. facts.Select(x => new TimelineFact(
                x.fact.Version, x.fact.Kind, x.fact.At, x.fact.Actor, x.Name, x.fact.Door, x.fact.AmountCents is { } cents ? new Money(cents) : null, x.fact.Detail))],
            await EntriesAsync(db, found.Payment));
    }

    private static async Task<List<EntryLine>> EntriesAsync(AppDb db, Payment payment)
    {
        var id = payment.Id;
        var rows = await (from entry in db.Entries.Where(e => e.PaymentId == id)
                          join posting in db.Postings on entry.Id equals posting.EntryId
                          orderby entry.Id, posting.Line
                          select new { entry, posting }).ToListAsync();
        var customerIds = rows.Where(x => x.posting.Account == AccountKind.WalletAvailable).Select(x => x.posting.OwnerId).Distinct().ToList();
        var customers = await db.Customers.Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Number);
        var agreementIds = rows.Where(x => x.posting.Account == AccountKind.OwedToMerchant).Select(x => x.posting.OwnerId).Distinct().ToList();
        var agreements = await db.Agreements.Where(a => agreementIds.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Number);
        string? Owner(PostingRow posting) => posting.Account switch
        {
            AccountKind.WalletAvailable => customers.GetValueOrDefault(posting.OwnerId),
            AccountKind.OwedToMerchant => agreements.GetValueOrDefault(posting.OwnerId),
            AccountKind.Held => payment.Number,
            _ => null,
        };
        return [.. rows.GroupBy(x => x.entry.Id).Select(group => new EntryLine(group.Key, group.First().entry.Kind, group.First().entry.At, group.First().entry.PaymentVersion,
            [.. group.Select(x => new PostingLine(x.posting.Account, Owner(x.posting), x.posting.IssueYear, new Money(x.posting.AmountCents)))]))];
    }

    internal static async Task<List<FoundOperation>> LoadAsync(AppDb db, IQueryable<PaymentRow> payments, int most = MaxFound)
    {
        var rows = await (from payment in payments
                          join point in db.PointsOfSale on payment.PointOfSaleId equals point.Id
                          join agreement in db.Agreements on payment.AgreementId equals agreement.Id
                          orderby payment.LastActivityAt descending, payment.Id descending
                          select new { payment, Merchant = agreement.Name, point.Name }).Take(most).ToListAsync();
        return [.. rows.Select(x => new FoundOperation(x.payment.ToPayment(), x.Merchant, x.Name))];
    }
}
