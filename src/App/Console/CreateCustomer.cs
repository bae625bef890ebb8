using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Console;

/// <summary>A customer with an account that has no password yet: the letter, in the same commit, holds the code with which it is chosen.</summary>
public sealed class CreateCustomer
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly IdSource _ids;
    private readonly ActivationLetters _letters;

    internal CreateCustomer(IDbContextFactory<AppDb> databases, IdSource ids, ActivationLetters letters) => (_databases, _ids, _letters) = (databases, ids, letters);

    /// <summary>What was typed wrongly, all of it, each beside its field.</summary>
    public static IReadOnlyList<Refusal> Check(string? first, string? last, string? email) =>
        [.. new[] { Texts.Required(first, "first").Refusal, Texts.Required(last, "last").Refusal, CustomerIdentifier.Email(email).Refusal }.OfType<Refusal>()];

    /// <summary>Gives the number. Refuses what <see cref="Check"/> refuses (the first of them), email_taken.</summary>
    public async Task<Result<string>> RunAsync(OperatorActor actor, string? first, string? last, string? email, DateTimeOffset now)
    {
        if (Check(first, last, email) is [var wrong, ..])
        {
            return wrong;
        }

        var (firstName, lastName, address, at) = (Texts.Required(first, "first").Value, Texts.Required(last, "last").Value, CustomerIdentifier.Email(email).Value, ParisCalendar.Truncate(now));
        var (customerId, accountId, letterId) = (await _ids.NextAsync(IdKind.Person), await _ids.NextAsync(IdKind.Person), await _letters.NextLetterAsync());
        await using var db = await _databases.CreateDbContextAsync();
        if (await db.Customers.AnyAsync(c => c.Email == address))
        {
            return RefusalCode.EmailTaken;
        }

        var number = await FreeNumbers.CustomerAsync(db);
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Customers.Add(new CustomerRow { Id = customerId, Number = number, Email = address, FirstName = firstName, LastName = lastName });
        db.Accounts.Add(NewAccount.Of(accountId, $"c:{number}", AccountKind.Customer, firstName, lastName, address, customerId: customerId));
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException)
        {
            await transaction.RollbackAsync();
            if (await IsTakenAsync(address))
            {
                return RefusalCode.EmailTaken; // both looked, and the other's row came first
            }

            throw;
        }

        await _letters.AddAsync(db, letterId, accountId, address, null, at);
        await AuditTrail.AppendAsync(db, actor.AccountId, AuditAction.CustomerCreated, AuditSubject.Customer(customerId), at);
        await transaction.CommitAsync();
        return number;
    }

    private async Task<bool> IsTakenAsync(string address)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return await db.Customers.AnyAsync(c => c.Email == address);
    }
}
