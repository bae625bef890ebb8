using System.Security.Cryptography;
using System.Text;
using Guichet.App.Access;
using Guichet.App.Console;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Wallets;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Wallets.Crediting;

/// <summary>
/// Titles that an operator gives one customer: an order of one line, confirmed as it is made, with its line of the audit trail in the same commit. It is credited at
/// once, by the same keyed command as the lines of files; if the program dies between, by the job.
/// </summary>
public sealed class CreditByHand
{
    private const int OnlyLine = 1;

    private readonly IDbContextFactory<AppDb> _databases;
    private readonly IdSource _ids;
    private readonly CreditCustomers _credit;

    internal CreditByHand(IDbContextFactory<AppDb> databases, IdSource ids, CreditCustomers credit) => (_databases, _ids, _credit) = (databases, ids, credit);

    /// <summary>What would be credited, for the question before it. Refuses amount_invalid, amount_above_maximum, issue_year_invalid, text_invalid beside «reason».</summary>
    public static Result<VoucherPart> Check(string? amount, int issueYear, string? reason, DateTimeOffset now) =>
        !MoneyText.TryParse(amount, out var money) ? RefusalCode.AmountInvalid
        : !VoucherCredit.Part(money, issueYear, ParisCalendar.DayOf(now)).TryGet(out var part, out var refusal) ? refusal
        : Texts.Reason(reason).Refusal is { } wrong ? wrong
        : part;

    /// <summary>Once per key: again, it gives the first order. Refuses what <see cref="Check"/> refuses, not_found, idempotency_mismatch.</summary>
    /// <param name="key">Made with the form.</param>
    public async Task<Result<CreditOrder>> RunAsync(OperatorActor actor, string customerNumber, string? amount, int issueYear, string? reason, string key, DateTimeOffset now)
    {
        if (!Check(amount, issueYear, reason, now).TryGet(out var part, out var refusal))
        {
            return refusal;
        }

        await using var db = await _databases.CreateDbContextAsync();
        if (await db.Customers.Where(c => c.Number == customerNumber && c.ClosedAt == null).Select(c => (long?)c.Id).SingleOrDefaultAsync() is not { } customerId)
        {
            return RefusalCode.NotFound;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"by hand {key}")));
        if (await EarlierAsync(hash, customerId, part) is { } earlier)
        {
            return earlier;
        }

        var id = await _ids.NextAsync(IdKind.CreditOrder);
        try
        {
            if (!await AddAsync(db, id, hash, actor, customerId, part, Texts.Reason(reason).Value, ParisCalendar.Truncate(now)))
            {
                return RefusalCode.NotFound;
            }
        }
        catch (DbUpdateException)
        {
            // Pressed twice at once: the other one is there.
            return await EarlierAsync(hash, customerId, part) ?? throw new InvalidOperationException("A credit by hand could not be written.");
        }

        await _credit.CreditNowAsync(id, ParisCalendar.Truncate(now));
        return await ReadAsync(id);
    }

    /// <returns>False when the customer closed the account meanwhile.</returns>
    private static async Task<bool> AddAsync(AppDb db, long id, string hash, OperatorActor actor, long customerId, VoucherPart part, string reason, DateTimeOffset now)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        // Whoever closes the account takes this row first: either the credit is seen there, or the closing here.
        var open = db.Database.IsNpgsql() ? db.Customers.FromSql($"SELECT * FROM customer WHERE id = {customerId} AND closed_at IS NULL FOR SHARE") : db.Customers.Where(c => c.Id == customerId && c.ClosedAt == null);
        if (await open.AsNoTracking().ToListAsync() is [])
        {
            return false;
        }

        db.CreditOrders.Add(new CreditOrderRow
        {
            Id = id,
            ContentHash = hash,
            Reference = reason,
            FileName = "",
            State = CreditOrderState.Crediting,
            Accepted = 1,
            TotalCents = part.Amount.Cents,
            CreatedAt = now,
            ConfirmedAt = now,
            ConfirmedBy = actor.AccountId,
        });
        db.CreditOrderLines.Add(new CreditOrderLineRow { OrderId = id, Line = OnlyLine, CustomerId = customerId, AmountCents = part.Amount.Cents, IssueYear = part.IssueYear });
        await db.SaveChangesAsync();
        await AuditTrail.AppendAsync(db, actor.AccountId, AuditAction.CreditByHand, $"{AuditSubject.CreditOrder(id)} {AuditSubject.Customer(customerId)}", now);
        await transaction.CommitAsync();
        return true;
    }

    private async Task<Result<CreditOrder>?> EarlierAsync(string hash, long customerId, VoucherPart part)
    {
        await using var db = await _databases.CreateDbContextAsync();
        if (await db.CreditOrders.AsNoTracking().SingleOrDefaultAsync(x => x.ContentHash == hash) is not { } order)
        {
            return null;
        }

        var same = await db.CreditOrderLines.AnyAsync(x => x.OrderId == order.Id && x.CustomerId == customerId && x.AmountCents == part.Amount.Cents && x.IssueYear == part.IssueYear);
        return same ? CreditOrders.Of(order) : (Result<CreditOrder>)RefusalCode.IdempotencyMismatch;
    }

    private async Task<Result<CreditOrder>> ReadAsync(long id)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return CreditOrders.Of(await db.CreditOrders.AsNoTracking().SingleAsync(x => x.Id == id));
    }
}
