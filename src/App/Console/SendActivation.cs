using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Console;

/// <summary>The activation letter of a customer once more, with a new code; the one before opens nothing any more.</summary>
public sealed class SendActivation
{
    public const int MaxPerDay = 3;
    private static readonly TimeSpan Window = TimeSpan.FromDays(1);

    private readonly IDbContextFactory<AppDb> _databases;
    private readonly IdSource _ids;
    private readonly AccountLetters _letters;
    private readonly ActivationCodes _codes;

    internal SendActivation(IDbContextFactory<AppDb> databases, IdSource ids, AccountLetters letters, ActivationCodes codes) =>
        (_databases, _ids, _letters, _codes) = (databases, ids, letters, codes);

    /// <summary>Gives the number. Refuses not_found, already_active, too_many_attempts (minutes).</summary>
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

        var (at, since, letterId) = (ParisCalendar.Truncate(now), now - Window, await _ids.NextAsync(IdKind.Letter));
        await using var transaction = await db.Database.BeginTransactionAsync();
        // First the account's row: of two operators at once the second counts the letter of the first.
        await db.Accounts.Where(a => a.Id == account.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.AccessFailedCount, 0));
        var sent = await db.Letters.Where(x => x.AccountId == account.Id && x.Kind == (int)AccountLetterKind.Activation && x.CreatedAt > since).OrderBy(x => x.CreatedAt).Select(x => x.CreatedAt).ToListAsync();
        if (sent.Count >= MaxPerDay)
        {
            return new Refusal(RefusalCode.TooManyAttempts, (int)Math.Max(1, Math.Ceiling((sent[^MaxPerDay] + Window - now).TotalMinutes)));
        }

        var code = await _codes.AddAsync(db, account.Id, at);
        db.Letters.Add(_letters.Make(letterId, account.Id, email, AccountLetterKind.Activation, new AccountLetterDetails { Code = code }, at));
        await AuditTrail.AppendAsync(db, actor.AccountId, AuditAction.ActivationSentAgain, AuditSubject.Account(account.Id), at);
        await transaction.CommitAsync();
        return customerNumber;
    }
}
