using Guichet.App.Access;
using Guichet.App.Merchants;
using Guichet.App.Merchants.Points;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Console;

/// <param name="Waiting">The oldest first.</param>
/// <param name="Answered">The last ones, the newest first.</param>
public sealed record PointRequestQueue(IReadOnlyList<MerchantRequest> Waiting, IReadOnlyList<MerchantRequest> Answered);

/// <summary>A request for a point with whose it is.</summary>
public sealed record MerchantRequest(PointRequest Request, string AgreementNumber, string MerchantName);

/// <summary>The issuer's answers to merchants who ask for one more point of sale: the point, the letter and the line of the audit trail in one commit.</summary>
public sealed class DecidePointRequests
{
    /// <summary>Waiting ones on the page; the oldest are answered first.</summary>
    public const int MaxWaiting = 100;

    public const int MaxAnswered = 20;
    public const int MaxAnswer = 500;

    private const int Tries = 3;

    private readonly IDbContextFactory<AppDb> _databases;
    private readonly IdSource _ids;
    private readonly AccountLetters _letters;

    internal DecidePointRequests(IDbContextFactory<AppDb> databases, IdSource ids, AccountLetters letters) => (_databases, _ids, _letters) = (databases, ids, letters);

    public async Task<PointRequestQueue> QueueAsync()
    {
        await using var db = await _databases.CreateDbContextAsync();
        var waiting = await ReadAsync(db, db.PointRequests.Where(x => x.State == PointRequestState.Waiting).OrderBy(x => x.AskedAt).ThenBy(x => x.Id).Take(MaxWaiting));
        var answered = await ReadAsync(db, db.PointRequests.Where(x => x.EndedAt != null && x.State != PointRequestState.Withdrawn).OrderByDescending(x => x.EndedAt).Take(MaxAnswered));
        return new PointRequestQueue([.. waiting.OrderBy(x => x.Request.AskedAt).ThenBy(x => x.Request.Id)], [.. answered.OrderByDescending(x => x.Request.EndedAt)]);
    }

    /// <summary>Refuses not_found.</summary>
    public async Task<Result<MerchantRequest>> FindAsync(long id)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return (await ReadAsync(db, db.PointRequests.Where(x => x.Id == id))).SingleOrDefault() is { } found ? found : RefusalCode.NotFound;
    }

    /// <summary>Makes the point; gives its Shop ID. Refuses not_found, already_decided when a colleague or the merchant was quicker, unavailable.</summary>
    public async Task<Result<string>> AcceptAsync(OperatorActor actor, long id, DateTimeOffset now)
    {
        var (pointId, letterId) = (await _ids.NextAsync(IdKind.Person), await _ids.NextAsync(IdKind.Letter));
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await TryAcceptAsync(actor, id, pointId, letterId, ParisCalendar.Truncate(now));
            }
            catch (DbUpdateException) when (tries < Tries)
            {
                // Another point drew the same Shop ID: with a new one, once more.
            }
            catch (DbUpdateException)
            {
                return RefusalCode.Unavailable;
            }
        }
    }

    /// <summary>Refuses text_missing and text_invalid beside «answer», not_found, already_decided.</summary>
    public async Task<Result<bool>> RefuseAsync(OperatorActor actor, long id, string? typedAnswer, DateTimeOffset now)
    {
        List<Refusal> refusals = [];
        var answer = RequiredText.Read(typedAnswer, MaxAnswer, "answer", refusals);
        if (refusals.Count > 0)
        {
            return refusals[0];
        }

        var letterId = await _ids.NextAsync(IdKind.Letter);
        var at = ParisCalendar.Truncate(now);
        await using var db = await _databases.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (!(await TakeAsync(db, actor, id, PointRequestState.Refused, at)).TryGet(out var request, out var late))
        {
            return late;
        }

        request.Answer = answer;
        await AddLetterAsync(db, letterId, request, AccountLetterKind.PointRefused, new AccountLetterDetails { Before = $"{request.Name}, {request.Town}", Reason = answer }, at);
        await db.SaveChangesAsync();
        await AuditTrail.AppendAsync(db, actor.AccountId, AuditAction.PointRequestRefused, AuditSubject.PointRequest(id), at);
        await transaction.CommitAsync();
        return true;
    }

    private async Task<Result<string>> TryAcceptAsync(OperatorActor actor, long id, long pointId, long letterId, DateTimeOffset at)
    {
        await using var db = await _databases.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (!(await TakeAsync(db, actor, id, PointRequestState.Accepted, at)).TryGet(out var request, out var late))
        {
            return late;
        }

        var shopId = await FreeNumbers.ShopIdAsync(db);
        db.PointsOfSale.Add(new PointOfSaleRow { Id = pointId, AgreementId = request.AgreementId, ShopId = shopId, Name = request.Name, Town = request.Town });
        request.PointOfSaleId = pointId;
        await AddLetterAsync(db, letterId, request, AccountLetterKind.PointAdded, new AccountLetterDetails { After = $"{request.Name}, {request.Town}", Code = shopId }, at);
        await db.SaveChangesAsync();
        await AuditTrail.AppendAsync(db, actor.AccountId, AuditAction.PointRequestAccepted, $"{AuditSubject.PointRequest(id)} {AuditSubject.PointOfSale(pointId)}", at);
        await transaction.CommitAsync();
        return shopId;
    }

    /// <summary>The one statement that lets one of several win.</summary>
    private static async Task<Result<PointRequestRow>> TakeAsync(AppDb db, OperatorActor actor, long id, PointRequestState state, DateTimeOffset at)
    {
        var taken = await db.PointRequests.Where(x => x.Id == id && x.State == PointRequestState.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.State, state).SetProperty(x => x.EndedAt, at).SetProperty(x => x.OperatorId, actor.AccountId));
        return await db.PointRequests.SingleOrDefaultAsync(x => x.Id == id) is not { } request ? RefusalCode.NotFound : taken == 1 ? request : RefusalCode.AlreadyDecided;
    }

    /// <summary>To who signed the agreement.</summary>
    private async Task AddLetterAsync(AppDb db, long letterId, PointRequestRow request, AccountLetterKind kind, AccountLetterDetails details, DateTimeOffset at)
    {
        var signatory = await db.Accounts.Where(a => a.AgreementId == request.AgreementId && a.Kind == AccountKind.Signatory).Select(a => new { a.Id, a.Email }).FirstOrDefaultAsync();
        var merchant = await db.Agreements.Where(a => a.Id == request.AgreementId).Select(a => a.Name).SingleAsync();
        if (signatory?.Email is { } email)
        {
            db.Letters.Add(_letters.Make(letterId, signatory.Id, email, kind, details with { Merchant = merchant }, at));
        }
    }

    private static async Task<List<MerchantRequest>> ReadAsync(AppDb db, IQueryable<PointRequestRow> rows)
    {
        var requests = await PointRequests.Shown(db, rows).ToListAsync();
        var ids = requests.ConvertAll(x => x.Id);
        var merchants = await db.PointRequests.Where(x => ids.Contains(x.Id)).Join(db.Agreements, x => x.AgreementId, a => a.Id, (x, a) => new { x.Id, a.Number, a.Name }).ToDictionaryAsync(x => x.Id);
        return requests.ConvertAll(x => new MerchantRequest(x, merchants[x.Id].Number, merchants[x.Id].Name));
    }
}
