using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Console;

/// <summary>The activation letter of a customer once more, with a new code; the one before opens nothing any more.</summary>
public sealed class SendActivation
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly ActivationLetters _letters;

    internal SendActivation(IDbContextFactory<AppDb> databases, ActivationLetters letters) => (_databases, _letters) = (databases, letters);

    /// <summary>Gives the number. Refuses not_found, already_active, letters_used_up.</summary>
    public async Task<Result<string>> RunAsync(OperatorActor actor, string customerNumber, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var account = await db.Accounts.Where(a => db.Customers.Any(c => c.Id == a.CustomerId && c.Number == customerNumber))
            .Select(a => new { a.Id, a.Email, IsActive = a.PasswordHash != null }).SingleOrDefaultAsync();
        if (account is not { Email: { } email })
        {
            return RefusalCode.NotFound;
        }

        if (account.IsActive)
        {
            return RefusalCode.AlreadyActive;
        }

        var (at, letterId) = (ParisCalendar.Truncate(now), await _letters.NextLetterAsync());
        await using var transaction = await db.Database.BeginTransactionAsync();
        // First the account's row: of two operators at once the second counts the letter of the first.
        await db.Accounts.Where(a => a.Id == account.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.AccessFailedCount, 0));
        if (await _letters.AddAsync(db, letterId, account.Id, email, null, at) is { } tooOften)
        {
            return tooOften;
        }

        await AuditTrail.AppendAsync(db, actor.AccountId, AuditAction.ActivationSentAgain, AuditSubject.Account(account.Id), at);
        await transaction.CommitAsync();
        return customerNumber;
    }
}
