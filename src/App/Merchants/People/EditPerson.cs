using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Merchants.People;

/// <summary>Name, role, points, limit and last day of somebody. What may be done changes at once: the sessions end in the same commit (I-34).</summary>
public sealed class EditPerson
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly Sessions _sessions;
    private readonly ActivationLetters _letters;

    internal EditPerson(IDbContextFactory<AppDb> databases, Sessions sessions, ActivationLetters letters) => (_databases, _sessions, _letters) = (databases, sessions, letters);

    /// <summary>
    /// As <see cref="AddPerson"/>. Also refuses not_found for people of others, forbidden for the signatory, letters_used_up, already_active. A point's own account keeps its role and its point. The
    /// e-mail counts while there is no password yet: a letter goes to the new address. Later it is its holder's alone.
    /// </summary>
    /// <returns>None when it is done.</returns>
    public async Task<IReadOnlyList<Refusal>> RunAsync(MerchantActor actor, string number, PersonForm form, DateTimeOffset now)
    {
        if (actor.Lacks(Permission.ManagePeople) is { } forbidden)
        {
            return [forbidden];
        }

        var letterId = await _letters.NextLetterAsync();
        await using var db = await _databases.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await AgreementTurn.TakeAsync(db, actor.AgreementId);
        if (await ReadPeople.FindAsync(db.Accounts, actor, number) is not { } account)
        {
            return [new Refusal(RefusalCode.NotFound)];
        }

        if (account.Kind == AccountKind.Signatory)
        {
            return [new Refusal(RefusalCode.Forbidden)];
        }

        var (person, refusals) = Full(form, account, number).Check(ParisCalendar.DayOf(now), account.LastDay, withEmail: account.PasswordHash is null);
        if (refusals.Count > 0)
        {
            return refusals;
        }

        if (account.Kind != AccountKind.PointOfSale && person.Kind == AccountKind.PointOfSale)
        {
            return [new Refusal(RefusalCode.RoleMissing)];
        }

        if (!(await GivenPoints.FindAsync(db, actor.AgreementId, person.ShopIds)).TryGet(out var points, out var refusal))
        {
            return [refusal];
        }

        var changesRights = Write(account, person);
        changesRights |= account.Kind != AccountKind.PointOfSale && await GivenPoints.SetAsync(db, account.Id, points);
        if (account.PasswordHash is null && account.Email != person.Email && await ChangeEmailAsync(db, letterId, account, person.Email, ParisCalendar.Truncate(now)) is { } tooOften)
        {
            return [tooOften];
        }

        await db.SaveChangesAsync();
        if (changesRights)
        {
            await Sessions.CloseAllAsync(db, account.Id);
        }

        await transaction.CommitAsync();
        _sessions.Forget(account.Id);
        return [];
    }

    /// <summary>What this form does not ask of this account is as it was.</summary>
    private static PersonForm Full(PersonForm form, AccountRow account, string number) => form with
    {
        RoleName = account.Kind == AccountKind.PointOfSale ? PersonForm.Roles.Single(x => x.Value == Role.PointAccount).Name : form.RoleName,
        ShopIds = account.Kind == AccountKind.PointOfSale ? [SignInNumber.Parse(number)!] : form.ShopIds,
        AllPoints = account.Kind != AccountKind.PointOfSale && form.AllPoints,
    };

    /// <summary>Gives whether what one may do has changed.</summary>
    private static bool Write(AccountRow account, CheckedPerson person)
    {
        var before = (account.Kind, account.AllPoints, account.CaptureLimit, account.LastDay);
        (account.FirstName, account.LastName) = (person.FirstName, person.LastName);
        (account.Kind, account.AllPoints, account.CaptureLimit, account.LastDay) = (person.Kind, person.AllPoints, person.CaptureLimit?.Cents, person.LastDay);
        return before != (account.Kind, account.AllPoints, account.CaptureLimit, account.LastDay);
    }

    private async Task<Refusal?> ChangeEmailAsync(AppDb db, long letterId, AccountRow account, string email, DateTimeOffset now)
    {
        // The row's lock: whoever activates the account at this moment comes first, and the address is his; or comes later, with a code that is dead.
        if (await db.Accounts.Where(a => a.Id == account.Id && a.PasswordHash == null)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.Email, email).SetProperty(a => a.NormalizedEmail, email.ToUpperInvariant())) == 0)
        {
            return new Refusal(RefusalCode.AlreadyActive);
        }

        await db.ActivationCodes.Where(x => x.AccountId == account.Id).ExecuteDeleteAsync();
        await OneTimeLinks.UseUpAsync(db, account.Id, now);
        return account.IsOpen(now) ? await _letters.AddAsync(db, letterId, account.Id, email, await ActivationLetters.MerchantAsync(db, account.AgreementId), now) : null;
    }
}
