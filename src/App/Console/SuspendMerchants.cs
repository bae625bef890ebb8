using Guichet.App.Access;
using Guichet.App.Merchants;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Console;

/// <summary>
/// Suspends an agreement or one of its points, and resumes it: new money is neither asked for nor received meanwhile (<see cref="CollectGate"/>), what customers
/// paid before finds its end. State, history, letters and audit line are one commit; of two operators at once one wins.
/// </summary>
public sealed class SuspendMerchants
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly IdSource _ids;
    private readonly AccountLetters _letters;
    private readonly CollectGate _gate;

    internal SuspendMerchants(IDbContextFactory<AppDb> databases, IdSource ids, AccountLetters letters, CollectGate gate) =>
        (_databases, _ids, _letters, _gate) = (databases, ids, letters, gate);

    /// <summary>Refuses text_invalid beside «reason», not_found, suspension_changed when it is suspended already.</summary>
    /// <param name="shopId">Of the point; null for the whole agreement.</param>
    public Task<Result<string>> SuspendAsync(OperatorActor actor, string agreementNumber, string? shopId, string? reason, DateTimeOffset now) =>
        RunAsync(actor, agreementNumber, shopId, reason, suspends: true, ParisCalendar.Truncate(now));

    /// <summary>Refuses text_invalid beside «reason», not_found, suspension_changed when it is not suspended any more.</summary>
    public Task<Result<string>> ResumeAsync(OperatorActor actor, string agreementNumber, string? shopId, string? reason, DateTimeOffset now) =>
        RunAsync(actor, agreementNumber, shopId, reason, suspends: false, ParisCalendar.Truncate(now));

    private async Task<Result<string>> RunAsync(OperatorActor actor, string agreementNumber, string? shopId, string? typed, bool suspends, DateTimeOffset now)
    {
        if (!Texts.Reason(typed).TryGet(out var reason, out var refusal))
        {
            return refusal;
        }

        await using var db = await _databases.CreateDbContextAsync();
        if (await FindAsync(db, agreementNumber, shopId) is not { } place)
        {
            return RefusalCode.NotFound;
        }

        var id = suspends ? await _ids.NextAsync(IdKind.Suspension) : 0;
        var letters = await LettersAsync(db, place, suspends ? AccountLetterKind.Suspended : AccountLetterKind.Resumed, reason, now);
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await ChangeAsync(db, place, suspends, reason, now) == 0)
        {
            return RefusalCode.SuspensionChanged;
        }

        if (suspends)
        {
            db.Suspensions.Add(new SuspensionRow { Id = id, AgreementId = place.AgreementId, PointOfSaleId = place.PointId, Reason = reason, SuspendedAt = now, SuspendedBy = actor.AccountId });
        }
        else
        {
            await db.Suspensions.Where(x => x.AgreementId == place.AgreementId && x.PointOfSaleId == place.PointId && x.ResumedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.ResumedAt, now).SetProperty(x => x.ResumedBy, actor.AccountId).SetProperty(x => x.ResumeReason, reason));
        }

        db.Letters.AddRange(letters);
        var (action, subject) = place.PointId is { } point
            ? (suspends ? AuditAction.PointSuspended : AuditAction.PointResumed, AuditSubject.Point(place.AgreementId, point))
            : (suspends ? AuditAction.AgreementSuspended : AuditAction.AgreementResumed, AuditSubject.Agreement(place.AgreementId));
        await AuditTrail.AppendAsync(db, actor.AccountId, action, subject, now);
        await transaction.CommitAsync();
        await _gate.ForgetAsync();
        return place.Name;
    }

    private static async Task<Place?> FindAsync(AppDb db, string agreementNumber, string? shopId) => shopId is null
        ? await db.Agreements.Where(a => a.Number == agreementNumber).Select(a => new Place(a.Id, null, a.Name)).SingleOrDefaultAsync()
        : await db.PointsOfSale.Where(p => p.ShopId == shopId && db.Agreements.Any(a => a.Id == p.AgreementId && a.Number == agreementNumber))
            .Select(p => new Place(p.AgreementId, p.Id, p.Name)).SingleOrDefaultAsync();

    /// <summary>To the signatory, and to the account of the point that it is about.</summary>
    private async Task<List<LetterRow>> LettersAsync(AppDb db, Place place, AccountLetterKind kind, string reason, DateTimeOffset now)
    {
        var readers = await db.Accounts.Where(a => a.AgreementId == place.AgreementId && a.Email != null && a.DisabledAt == null
                && (a.Kind == AccountKind.Signatory || (place.PointId != null && a.PointOfSaleId == place.PointId)))
            .OrderBy(a => a.Id).Select(a => new { a.Id, a.Email }).ToListAsync();
        List<LetterRow> letters = [];
        foreach (var reader in readers)
        {
            letters.Add(await _letters.MakeAsync(reader.Id, reader.Email!, kind, new AccountLetterDetails { Merchant = place.Name, Reason = reason }, now));
        }

        return letters;
    }

    /// <summary>How many rows were in the state that the operator saw: the second of two finds none.</summary>
    private static Task<int> ChangeAsync(AppDb db, Place place, bool suspends, string reason, DateTimeOffset now)
    {
        var (at, why) = suspends ? ((DateTimeOffset?)now, reason) : (null, (string?)null);
        return place.PointId is { } id
            ? db.PointsOfSale.Where(p => p.Id == id && (p.SuspendedAt == null) == suspends).ExecuteUpdateAsync(set => set.SetProperty(p => p.SuspendedAt, at).SetProperty(p => p.SuspensionReason, why))
            : db.Agreements.Where(a => a.Id == place.AgreementId && (a.SuspendedAt == null) == suspends).ExecuteUpdateAsync(set => set.SetProperty(a => a.SuspendedAt, at).SetProperty(a => a.SuspensionReason, why));
    }

    private sealed record Place(long AgreementId, long? PointId, string Name);
}
