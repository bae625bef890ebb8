using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Merchants.Points;

/// <summary>How far a request for a point is. Stored: never renumber.</summary>
public enum PointRequestState
{
    Waiting = 1,
    Accepted = 2,
    Refused = 3,

    /// <summary>By the merchant, while it waited.</summary>
    Withdrawn = 4,
}

/// <param name="By">First and last name of who asked.</param>
/// <param name="Answer">Why it was refused.</param>
/// <param name="ShopId">Of the point that was made.</param>
public sealed record PointRequest(
    long Id, string Name, string Town, string Address, string Reason, string By, PointRequestState State, DateTimeOffset AskedAt, DateTimeOffset? EndedAt, string? Answer, string? ShopId);

/// <summary>As typed; nothing of it is lost when it is refused.</summary>
public sealed record PointRequestForm(string? Name, string? Town, string? Address, string? Reason)
{
    public const int MaxAddress = 280;
    public const int MaxReason = 500;
}

/// <summary>«Demander un point d'accueil»: the merchant's side of it. The issuer answers in the console (DecidePointRequests).</summary>
public sealed class PointRequests
{
    /// <summary>Waiting ones of an agreement.</summary>
    public const int MaxWaiting = 5;

    /// <summary>Of an agreement within a day, those that were withdrawn included: asking and withdrawing in turn writes no rows without end.</summary>
    public const int MaxPerDay = 20;

    /// <summary>The newest that the merchant sees.</summary>
    public const int MaxShown = 20;

    private const int MaxKey = 64;

    private readonly IDbContextFactory<AppDb> _databases;
    private readonly IdSource _ids;

    internal PointRequests(IDbContextFactory<AppDb> databases, IdSource ids) => (_databases, _ids) = (databases, ids);

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<PointRequest>> ListAsync(MerchantActor actor)
    {
        actor.Demand(Permission.ManagePoints);
        await using var db = await _databases.CreateDbContextAsync();
        return await Shown(db, Of(db, actor).OrderByDescending(x => x.AskedAt).ThenByDescending(x => x.Id).Take(MaxShown)).ToListAsync();
    }

    /// <summary>Refuses not_found.</summary>
    public async Task<Result<PointRequest>> FindAsync(MerchantActor actor, long id)
    {
        actor.Demand(Permission.ManagePoints);
        await using var db = await _databases.CreateDbContextAsync();
        return await Shown(db, Of(db, actor).Where(x => x.Id == id)).SingleOrDefaultAsync() is { } found ? found : RefusalCode.NotFound;
    }

    /// <summary>Once per key. Refuses text_missing and text_invalid beside «name», «town», «address» and «reason», point_requests_full, idempotency_mismatch.</summary>
    /// <returns>None when it is done.</returns>
    public async Task<IReadOnlyList<Refusal>> AskAsync(MerchantActor actor, PointRequestForm form, string key, DateTimeOffset now)
    {
        if (actor.Lacks(Permission.ManagePoints) is { } forbidden)
        {
            return [forbidden];
        }

        List<Refusal> refusals = [];
        var (name, town) = (RequiredText.Read(form.Name, OwnPoints.MaxName, "name", refusals), RequiredText.Read(form.Town, OwnPoints.MaxTown, "town", refusals));
        var (address, reason) = (RequiredText.Read(form.Address, PointRequestForm.MaxAddress, "address", refusals), RequiredText.Read(form.Reason, PointRequestForm.MaxReason, "reason", refusals));
        if (refusals.Count > 0)
        {
            return refusals;
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(key.Length, MaxKey);
        var id = await _ids.NextAsync(IdKind.PointRequest);
        await using var db = await _databases.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await AgreementTurn.TakeAsync(db, actor.AgreementId);
        if (await Of(db, actor).SingleOrDefaultAsync(x => x.SubmitKey == key) is { } first)
        {
            return (first.Name, first.Town, first.Address, first.Reason) == (name, town, address, reason) ? [] : [new Refusal(RefusalCode.IdempotencyMismatch)];
        }

        var since = now.AddDays(-1);
        if (await Of(db, actor).CountAsync(x => x.State == PointRequestState.Waiting) >= MaxWaiting || await Of(db, actor).CountAsync(x => x.AskedAt > since) >= MaxPerDay)
        {
            return [new Refusal(RefusalCode.PointRequestsFull, MaxWaiting)];
        }

        db.PointRequests.Add(new PointRequestRow
        {
            Id = id, AgreementId = actor.AgreementId, AccountId = actor.AccountId, SubmitKey = key, Name = name, Town = town, Address = address, Reason = reason,
            State = PointRequestState.Waiting, AskedAt = ParisCalendar.Truncate(now),
        });
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return [];
    }

    /// <summary>Refuses not_found, and already_decided when the issuer was quicker.</summary>
    public async Task<Result<bool>> WithdrawAsync(MerchantActor actor, long id, DateTimeOffset now)
    {
        if (actor.Lacks(Permission.ManagePoints) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await _databases.CreateDbContextAsync();
        var at = ParisCalendar.Truncate(now);
        if (await Of(db, actor).Where(x => x.Id == id && x.State == PointRequestState.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.State, PointRequestState.Withdrawn).SetProperty(x => x.EndedAt, at)) == 1)
        {
            return true;
        }

        return await Of(db, actor).AnyAsync(x => x.Id == id) ? RefusalCode.AlreadyDecided : RefusalCode.NotFound;
    }

    /// <summary>The newest first.</summary>
    internal static IQueryable<PointRequest> Shown(AppDb db, IQueryable<PointRequestRow> requests) =>
        from request in requests
        join account in db.Accounts on request.AccountId equals account.Id
        join point in db.PointsOfSale on request.PointOfSaleId equals point.Id into points
        from point in points.DefaultIfEmpty()
        orderby request.AskedAt descending, request.Id descending
        select new PointRequest(request.Id, request.Name, request.Town, request.Address, request.Reason, account.FirstName + " " + account.LastName, request.State, request.AskedAt,
            request.EndedAt, request.Answer, point == null ? null : point.ShopId);

    private static IQueryable<PointRequestRow> Of(AppDb db, MerchantActor actor) => db.PointRequests.Where(x => x.AgreementId == actor.AgreementId);
}
