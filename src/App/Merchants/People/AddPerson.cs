using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Merchants.People;

/// <summary>Makes an account for a manager, a cashier or a point's till, with its activation code and the letter that carries it: once per key.</summary>
public sealed class AddPerson
{
    /// <summary>Of one agreement, those who were switched off included.</summary>
    public const int MaxPeople = 300;

    private const int MaxKey = 64;

    /// <summary>A number that was drawn may be taken by somebody else before the commit.</summary>
    private const int Tries = 3;

    private readonly IDbContextFactory<AppDb> _databases;
    private readonly IdSource _ids;
    private readonly ActivationLetters _letters;

    internal AddPerson(IDbContextFactory<AppDb> databases, IdSource ids, ActivationLetters letters) => (_databases, _ids, _letters) = (databases, ids, letters);

    /// <summary>
    /// Gives the number by which the new person signs in. Refuses everything that is wrong with the form at once (text_missing, text_invalid, role_missing, points_missing,
    /// one_point_needed, too_many_points, email_invalid, amount_invalid, amount_above_maximum, day_invalid, day_past); then not_found for somebody else's point,
    /// point_has_account, people_full, idempotency_mismatch, and unavailable when its number is taken again and again.
    /// </summary>
    public async Task<(string? Number, IReadOnlyList<Refusal> Refusals)> RunAsync(MerchantActor actor, PersonForm form, string key, DateTimeOffset now)
    {
        if (actor.Lacks(Permission.ManagePeople) is { } forbidden)
        {
            return (null, [forbidden]);
        }

        var (person, refusals) = form.Check(ParisCalendar.DayOf(now));
        if (refusals.Count > 0)
        {
            return (null, refusals);
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(key.Length, MaxKey);
        var (id, letterId) = (await _ids.NextAsync(IdKind.Person), await _letters.NextLetterAsync());
        for (var tries = 1; ; tries++)
        {
            try
            {
                return (await TryAsync(actor, person, key, id, letterId, ParisCalendar.Truncate(now))).TryGet(out var number, out var refusal) ? (number, []) : (null, [refusal]);
            }
            catch (DbUpdateException) when (tries < Tries)
            {
                // Another agreement drew the same number: with a new one, once more.
            }
            catch (DbUpdateException)
            {
                return (null, [new Refusal(RefusalCode.Unavailable)]);
            }
        }
    }

    private async Task<Result<string>> TryAsync(MerchantActor actor, CheckedPerson person, string key, long id, long letterId, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await AgreementTurn.TakeAsync(db, actor.AgreementId);
        if (await ReadPeople.Of(db, actor).AsNoTracking().SingleOrDefaultAsync(a => a.SubmitKey == key) is { } first)
        {
            return IsSame(first, person) && await GivenPoints.AreAsync(db, first, person.ShopIds) ? first.UserName!.Split(':')[^1] : RefusalCode.IdempotencyMismatch;
        }

        if (!(await GivenPoints.FindAsync(db, actor.AgreementId, person.ShopIds)).TryGet(out var points, out var refusal))
        {
            return refusal;
        }

        if (await ReadPeople.Of(db, actor).CountAsync() >= MaxPeople)
        {
            return new Refusal(RefusalCode.PeopleFull, MaxPeople);
        }

        var isTill = person.Kind == AccountKind.PointOfSale;
        var number = isTill ? person.ShopIds[0] : await FreeNumbers.PersonalAsync(db);
        var userName = $"m:{number}";
        var normalized = FindAccount.Normalize(userName);
        if (isTill && await db.Accounts.AnyAsync(a => a.NormalizedUserName == normalized))
        {
            return RefusalCode.PointHasAccount;
        }

        var account = NewAccount.Of(id, userName, person.Kind, person.FirstName, person.LastName, person.Email, actor.AgreementId, isTill ? points[0] : null, submitKey: key);
        (account.AllPoints, account.CaptureLimit, account.LastDay) = (person.AllPoints, person.CaptureLimit?.Cents, person.LastDay);
        db.Accounts.Add(account);
        await db.SaveChangesAsync();
        await GivenPoints.SetAsync(db, id, isTill ? [] : points);
        await _letters.AddAsync(db, letterId, id, person.Email, await ActivationLetters.MerchantAsync(db, actor.AgreementId), now);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return number;
    }

    private static bool IsSame(AccountRow first, CheckedPerson person) =>
        (first.Kind, first.FirstName, first.LastName, first.Email, first.AllPoints, first.CaptureLimit, first.LastDay)
        == (person.Kind, person.FirstName, person.LastName, person.Email, person.AllPoints, person.CaptureLimit?.Cents, person.LastDay);
}
