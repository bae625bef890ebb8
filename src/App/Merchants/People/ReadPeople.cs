using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Merchants.People;

public enum PersonState
{
    Active,

    /// <summary>No password yet.</summary>
    Invited,

    SwitchedOff,

    /// <summary>The last day is past.</summary>
    Ended,
}

/// <summary>Someone who signs in for the agreement: a person, or the shared account of a point.</summary>
/// <param name="Number">By which one signs in.</param>
/// <param name="AllPoints">Every point of the agreement, also those to come.</param>
/// <param name="PointCount">How many points were given one by one.</param>
/// <param name="Points">Those points: in a list of people the first few, else all.</param>
public sealed record Person(
    string Number, Role Role, string FirstName, string LastName, string? Email, PersonState State, bool AllPoints, int PointCount, IReadOnlyList<PointOfSale> Points,
    Money? CaptureLimit, DateOnly? LastDay)
{
    public string Name => $"{FirstName} {LastName}";

    /// <summary>Has been signed in to, or could be: the e-mail is then its holder's alone.</summary>
    public required bool HasPassword { get; init; }
}

/// <summary>The people and accounts of the actor's agreement; others do not exist for it.</summary>
public sealed class ReadPeople
{
    /// <summary>Points of a person whose names are read for a list.</summary>
    public const int NamedPoints = 3;

    private readonly IDbContextFactory<AppDb> _databases;

    internal ReadPeople(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <summary>The signatory first, then by role and name. Bounded by <see cref="AddPerson.MaxPeople"/>.</summary>
    public async Task<IReadOnlyList<Person>> ListAsync(MerchantActor actor, DateTimeOffset now)
    {
        actor.Demand(Permission.ManagePeople);
        await using var db = await _databases.CreateDbContextAsync();
        var accounts = await Of(db, actor).AsNoTracking().OrderBy(a => a.Kind == AccountKind.Signatory ? 0 : 1).ThenBy(a => a.Kind).ThenBy(a => a.LastName).ThenBy(a => a.FirstName).ThenBy(a => a.Id)
            .ToListAsync();
        var given = from point in db.AccountPoints join account in Of(db, actor) on point.AccountId equals account.Id select point;
        var counts = await given.GroupBy(x => x.AccountId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(x => x.Key, x => x.Count);
        var few = counts.Where(x => x.Value <= NamedPoints).Select(x => x.Key).ToList();
        var own = accounts.Where(a => a.PointOfSaleId is not null).Select(a => a.PointOfSaleId!.Value).ToList();
        var named = (await given.Where(x => few.Contains(x.AccountId))
            .Join(db.PointsOfSale, x => x.PointOfSaleId, p => p.Id, (x, p) => new { x.AccountId, Point = new PointOfSale(p.Id, p.ShopId, p.Name, p.Town) { IsClosed = p.ClosedAt != null } }).ToListAsync())
            .ToLookup(x => x.AccountId, x => x.Point);
        var owned = await db.PointsOfSale.Where(p => own.Contains(p.Id)).Select(MerchantPoints.Shown).ToDictionaryAsync(p => p.Id);
        return [.. accounts.Select(a => Shown(a, a.PointOfSaleId is { } id ? 1 : counts.GetValueOrDefault(a.Id), a.PointOfSaleId is { } point ? [owned[point]] : [.. named[a.Id].OrderBy(p => p.Name, StringComparer.CurrentCulture)], now))];
    }

    /// <summary>With all points. Refuses not_found, also for people of others.</summary>
    public async Task<Result<Person>> FindAsync(MerchantActor actor, string number, DateTimeOffset now)
    {
        actor.Demand(Permission.ManagePeople);
        await using var db = await _databases.CreateDbContextAsync();
        if (await FindAsync(db.Accounts.AsNoTracking(), actor, number) is not { } account)
        {
            return RefusalCode.NotFound;
        }

        var points = await db.PointsOfSale.Where(p => p.AgreementId == actor.AgreementId && (p.Id == account.PointOfSaleId || db.AccountPoints.Any(x => x.AccountId == account.Id && x.PointOfSaleId == p.Id)))
            .OrderBy(p => p.Name).ThenBy(p => p.Id).Select(MerchantPoints.Shown).ToListAsync();
        return Shown(account, points.Count, points, now);
    }

    internal static IQueryable<AccountRow> Of(AppDb db, MerchantActor actor) => db.Accounts.Where(a => a.AgreementId == actor.AgreementId);

    internal static Task<AccountRow?> FindAsync(IQueryable<AccountRow> accounts, MerchantActor actor, string number)
    {
        var name = FindAccount.Normalize($"m:{SignInNumber.Parse(number)}");
        return accounts.SingleOrDefaultAsync(a => a.AgreementId == actor.AgreementId && a.NormalizedUserName == name);
    }

    internal static PersonState StateOf(AccountRow account, DateTimeOffset now) =>
        account.DisabledAt is not null ? PersonState.SwitchedOff : !account.IsOpen(now) ? PersonState.Ended : account.PasswordHash is null ? PersonState.Invited : PersonState.Active;

    private static Person Shown(AccountRow account, int pointCount, IReadOnlyList<PointOfSale> points, DateTimeOffset now) => new(
        account.UserName!.Split(':')[^1], AccountRules.RoleOf(account.Kind), account.FirstName, account.LastName, account.Email, StateOf(account, now),
        account.AllPoints || account.Kind == AccountKind.Signatory, pointCount, points, account.CaptureLimit is { } cents ? new Money(cents) : null, account.LastDay)
    {
        HasPassword = account.PasswordHash is not null,
    };
}
