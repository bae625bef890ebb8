using Guichet.App.Merchants.Joining;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain.Merchants;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Console.Applications;

/// <summary>How far an application is that operators see.</summary>
public enum ApplicationState
{
    Waiting,
    Accepted,
    Refused,
}

/// <param name="At">Of a waiting one, since when it waits; else when it was decided.</param>
/// <param name="HasDuplicate">The same SIRET has an agreement, or another application.</param>
public sealed record ListedApplication(long Id, ApplicationState State, string LegalName, string Siret, string PointName, string PointTown, DateTimeOffset At, bool HasDuplicate);

/// <summary>An agreement or another application with the same SIRET.</summary>
/// <param name="AgreementNumber">Of an agreement; null for an application.</param>
/// <param name="ApplicationId">Of an application; null for an agreement.</param>
public sealed record SameMerchant(string Name, string? AgreementNumber, long? ApplicationId, ApplicationState? State, DateTimeOffset? At);

/// <summary>Everything that an operator decides by.</summary>
/// <param name="DecidedBy">First and last name of the operator; null while it waits.</param>
public sealed record ApplicationFile(
    long Id, ApplicationState State, ApplicationFacts Facts, DateTimeOffset SentAt, DateTimeOffset ConfirmedAt, DateTimeOffset? DecidedAt, string? DecidedBy, string? Reason,
    string? AgreementNumber, IReadOnlyList<KeptDocument> Documents, IReadOnlyList<SameMerchant> Same);

/// <summary>The queue of confirmed applications, and each of them with its documents. Unconfirmed ones do not exist here.</summary>
public sealed class FindApplications
{
    public const int PageSize = 50;
    private const int MaxSame = 20;

    private readonly IDbContextFactory<AppDb> _databases;

    internal FindApplications(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <summary>A page of one state: who waits longest first, what was decided last first.</summary>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    public async Task<IReadOnlyList<ListedApplication>> ListAsync(ApplicationState state, long? after)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var stage = StageOf(state);
        var all = db.Applications.AsNoTracking().Where(x => x.Stage == stage);
        // By number: an index answers, and who applied first was nearly always confirmed first.
        var page = state == ApplicationState.Waiting ? all.Where(x => x.Id > (after ?? 0)).OrderBy(x => x.Id) : all.Where(x => x.Id < (after ?? long.MaxValue)).OrderByDescending(x => x.Id);
        return await page.Take(PageSize).Select(x => new ListedApplication(x.Id, state, x.LegalName, x.Siret, x.PointName, x.PointTown, x.DecidedAt ?? x.ConfirmedAt!.Value,
            db.Agreements.Any(a => a.Siret == x.Siret && a.Id != x.AgreementId)
            || db.Applications.Any(a => a.Siret == x.Siret && a.Id != x.Id && a.Stage != ApplicationStage.Unconfirmed))).ToListAsync();
    }

    public async Task<int> CountWaitingAsync()
    {
        await using var db = await _databases.CreateDbContextAsync();
        return await db.Applications.CountAsync(x => x.Stage == ApplicationStage.Waiting);
    }

    /// <summary>Null when there is none, or nobody has confirmed it.</summary>
    public async Task<ApplicationFile?> ReadAsync(long id)
    {
        await using var db = await _databases.CreateDbContextAsync();
        if (await db.Applications.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id && x.Stage != ApplicationStage.Unconfirmed) is not { } row)
        {
            return null;
        }

        var facts = new ApplicationFacts(row.Siret, row.LegalName, row.Activity, row.FirstName, row.LastName, row.Email, row.Phone, row.PointName, row.PointTown,
            row.PostalAddress, row.BankAccountHolder, row.Iban);
        var by = row.DecidedBy is { } operatorId ? await db.Accounts.Where(a => a.Id == operatorId).Select(a => a.FirstName + " " + a.LastName).SingleOrDefaultAsync() : null;
        var agreement = row.AgreementId is { } agreementId ? await db.Agreements.Where(a => a.Id == agreementId).Select(a => a.Number).SingleOrDefaultAsync() : null;
        return new ApplicationFile(row.Id, StateOf(row.Stage), facts, row.CreatedAt, row.ConfirmedAt!.Value, row.DecidedAt, by, row.Reason, agreement,
            await DraftDocuments.ListAsync(db, row.DraftHash), await SameAsync(db, row));
    }

    /// <summary>A document of a confirmed application; null when there is none.</summary>
    public async Task<(KeptDocument Document, byte[] Content)?> DocumentAsync(long id, long documentId)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var found = await (from application in db.Applications.Where(x => x.Id == id && x.Stage != ApplicationStage.Unconfirmed)
                           join document in db.ApplicationDocuments.AsNoTracking().Where(x => x.Id == documentId) on application.DraftHash equals document.DraftHash
                           select document).SingleOrDefaultAsync();
        return found is null ? null : (new KeptDocument(found.Id, found.Name, found.Type, found.Size), found.Content);
    }

    private static async Task<IReadOnlyList<SameMerchant>> SameAsync(AppDb db, ApplicationRow row)
    {
        var agreements = await db.Agreements.Where(x => x.Siret == row.Siret && x.Id != row.AgreementId).OrderBy(x => x.Id).Take(MaxSame)
            .Select(x => new SameMerchant(x.Name, x.Number, null, null, null)).ToListAsync();
        var others = await db.Applications.AsNoTracking().Where(x => x.Siret == row.Siret && x.Id != row.Id && x.Stage != ApplicationStage.Unconfirmed).OrderByDescending(x => x.Id).Take(MaxSame)
            .Select(x => new { x.LegalName, x.Id, x.Stage, x.ConfirmedAt }).ToListAsync();
        return [.. agreements, .. others.Select(x => new SameMerchant(x.LegalName, null, x.Id, StateOf(x.Stage), x.ConfirmedAt))];
    }

    private static ApplicationState StateOf(ApplicationStage stage) => stage switch
    {
        ApplicationStage.Accepted => ApplicationState.Accepted,
        ApplicationStage.Refused => ApplicationState.Refused,
        _ => ApplicationState.Waiting,
    };

    private static ApplicationStage StageOf(ApplicationState state) => state switch
    {
        ApplicationState.Accepted => ApplicationStage.Accepted,
        ApplicationState.Refused => ApplicationStage.Refused,
        _ => ApplicationStage.Waiting,
    };
}
