using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Merchants.People;

/// <summary>Switches an account off, at once and everywhere, or on again. What it did stays under its name.</summary>
public sealed class SwitchPerson
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly Sessions _sessions;

    internal SwitchPerson(IDbContextFactory<AppDb> databases, Sessions sessions) => (_databases, _sessions) = (databases, sessions);

    /// <summary>What is so already is done. Refuses not_found, also for people of others, and forbidden for the signatory.</summary>
    public async Task<Result<bool>> RunAsync(MerchantActor actor, string number, bool on, DateTimeOffset now)
    {
        if (actor.Lacks(Permission.ManagePeople) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await _databases.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await AgreementTurn.TakeAsync(db, actor.AgreementId);
        if (await ReadPeople.FindAsync(db.Accounts, actor, number) is not { } account)
        {
            return RefusalCode.NotFound;
        }

        if (account.Kind == AccountKind.Signatory)
        {
            return RefusalCode.Forbidden;
        }

        var at = ParisCalendar.Truncate(now);
        account.DisabledAt = on ? null : account.DisabledAt ?? at;
        await db.SaveChangesAsync();
        if (!on)
        {
            // Neither a session nor a letter that is under way opens it, also after it was switched on again.
            await Sessions.CloseAllAsync(db, account.Id);
            await db.ActivationCodes.Where(x => x.AccountId == account.Id).ExecuteDeleteAsync();
            await db.OneTimeLinks.Where(x => x.AccountId == account.Id && x.UsedAt == null).ExecuteUpdateAsync(set => set.SetProperty(x => x.UsedAt, at));
        }

        await transaction.CommitAsync();
        _sessions.Forget(account.Id);
        return on;
    }
}
