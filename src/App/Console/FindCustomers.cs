using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.App.Wallets.Blocking;
using Guichet.App.Wallets.Crediting;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Domain.Wallets;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Console;

/// <param name="Email">Null once the account is closed; the names are empty then.</param>
public sealed record FoundCustomer(long Id, string Number, string FirstName, string LastName, string? Email, DateTimeOffset? ClosedAt)
{
    public bool IsClosed => ClosedAt is not null;
}

/// <param name="OrderId">Of the order, or of the credit by hand.</param>
/// <param name="Reference">Whose order, or why by hand.</param>
public sealed record CustomerCredit(long OrderId, bool IsByHand, string Reference, VoucherPart Part, DateTimeOffset At, bool IsDone);

/// <param name="AccountId">Null for one who has no account.</param>
/// <param name="HasPassword">False until the account was activated.</param>
/// <param name="Held">Reserved by payments that are not validated yet.</param>
public sealed record CustomerFile(
    FoundCustomer Customer, long? AccountId, bool HasPassword, IReadOnlyList<VoucherPart> Wallet, Money Held, IReadOnlyList<FoundOperation> Operations, IReadOnlyList<CustomerCredit> Credits)
{
    /// <summary>Null while nobody blocked the wallet.</summary>
    public WalletBlock? Block { get; init; }
}

/// <summary>Customers, for the issuer's operators: by number, e-mail or name.</summary>
public sealed class FindCustomers
{
    public const int MaxFound = 50;

    /// <summary>Operations and credits shown of one customer, each.</summary>
    public const int MaxShown = 20;

    private readonly IDbContextFactory<AppDb> _databases;

    internal FindCustomers(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <summary>By the order of their names, at most <see cref="MaxFound"/>; none for an empty search.</summary>
    public async Task<IReadOnlyList<FoundCustomer>> SearchAsync(string? typed)
    {
        if (Texts.Normalize(typed, Texts.MaxEmail) is not { Length: > 0 } text)
        {
            return [];
        }

        await using var db = await _databases.CreateDbContextAsync();
        var customers = db.Customers.AsQueryable();
        if (CustomerIdentifier.Parse(text).TryGet(out var identifier, out _))
        {
            customers = CustomerIdentifier.IsEmail(identifier) ? customers.Where(c => c.Email == identifier) : customers.Where(c => c.Number == identifier);
        }
        else
        {
            foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var pattern = SearchPattern.Containing(word);
                customers = db.Database.IsNpgsql()
                    ? customers.Where(c => EF.Functions.ILike(c.LastName, pattern, SearchPattern.Escape) || EF.Functions.ILike(c.FirstName, pattern, SearchPattern.Escape))
                    : customers.Where(c => EF.Functions.Like(c.LastName, pattern, SearchPattern.Escape) || EF.Functions.Like(c.FirstName, pattern, SearchPattern.Escape));
            }
        }

        return await customers.OrderBy(c => c.LastName).ThenBy(c => c.FirstName).ThenBy(c => c.Id).Take(MaxFound)
            .Select(c => new FoundCustomer(c.Id, c.Number, c.FirstName, c.LastName, c.Email, c.ClosedAt)).ToListAsync();
    }

    /// <summary>Refuses not_found.</summary>
    public async Task<Result<CustomerFile>> ReadAsync(string number)
    {
        await using var db = await _databases.CreateDbContextAsync();
        if (await db.Customers.Where(c => c.Number == number).Select(c => new FoundCustomer(c.Id, c.Number, c.FirstName, c.LastName, c.Email, c.ClosedAt)).SingleOrDefaultAsync() is not { } customer)
        {
            return RefusalCode.NotFound;
        }

        var account = await db.Accounts.Where(a => a.CustomerId == customer.Id).Select(a => new { a.Id, HasPassword = a.PasswordHash != null }).SingleOrDefaultAsync();
        var wallet = await db.Wallets.Where(w => w.CustomerId == customer.Id && w.AvailableCents > 0).OrderBy(w => w.IssueYear)
            .Select(w => new { w.IssueYear, w.AvailableCents }).ToListAsync();
        var held = await db.Payments.Where(p => p.PayerId == customer.Id && p.Status == PaymentStatus.Authorized).SumAsync(p => p.AuthorizedCents ?? 0);
        return new CustomerFile(customer, account?.Id, account?.HasPassword == true, [.. wallet.Select(w => new VoucherPart(w.IssueYear, new Money(w.AvailableCents)))], new Money(held),
            await FindOperations.LoadAsync(db, db.Payments.Where(p => p.PayerId == customer.Id), MaxShown), await CreditsAsync(db, customer.Id)) { Block = await WalletBlock.FindAsync(db, customer.Id) };
    }

    private static async Task<IReadOnlyList<CustomerCredit>> CreditsAsync(AppDb db, long customerId)
    {
        var rows = await (from line in db.CreditOrderLines.Where(x => x.CustomerId == customerId && x.Error == null)
                          join order in db.CreditOrders.Where(x => x.ConfirmedAt != null) on line.OrderId equals order.Id
                          orderby order.Id descending
                          select new { line, order }).Take(MaxShown).ToListAsync();
        return [.. rows.Select(x => new CustomerCredit(x.order.Id, CreditOrders.IsByHand(x.order), x.order.Reference, new VoucherPart(x.line.IssueYear, new Money(x.line.AmountCents)),
            x.order.ConfirmedAt!.Value, x.line.Line <= x.order.CreditedLine))];
    }
}
