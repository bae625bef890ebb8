using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Merchants.People;

/// <summary>A new activation code and its letter, for somebody who has no password yet; the code before opens nothing any more.</summary>
public sealed class InviteAgain
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly ActivationLetters _letters;

    internal InviteAgain(IDbContextFactory<AppDb> databases, ActivationLetters letters) => (_databases, _letters) = (databases, letters);

    /// <summary>Gives the address. Refuses not_found, already_active, account_switched_off, letters_used_up.</summary>
    public async Task<Result<string>> RunAsync(MerchantActor actor, string number, DateTimeOffset now)
    {
        if (actor.Lacks(Permission.ManagePeople) is { } forbidden)
        {
            return forbidden;
        }

        var letterId = await _letters.NextLetterAsync();
        await using var db = await _databases.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await AgreementTurn.TakeAsync(db, actor.AgreementId);
        if (await ReadPeople.FindAsync(db.Accounts, actor, number) is not { Email: { } email } account)
        {
            return RefusalCode.NotFound;
        }

        switch (ReadPeople.StateOf(account, now))
        {
            case PersonState.Active:
                return RefusalCode.AlreadyActive;
            case PersonState.SwitchedOff or PersonState.Ended:
                return RefusalCode.AccountSwitchedOff;
        }

        if (await _letters.AddAsync(db, letterId, account.Id, email, await ActivationLetters.MerchantAsync(db, actor.AgreementId), ParisCalendar.Truncate(now)) is { } tooOften)
        {
            return tooOften;
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return email;
    }
}
