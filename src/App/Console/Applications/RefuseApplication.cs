using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Console.Applications;

/// <summary>An operator refuses, with a reason that the applicant reads: the decision, its letter and the line of the audit trail in one commit.</summary>
public sealed class RefuseApplication
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly AccountLetters _letters;

    internal RefuseApplication(IDbContextFactory<AppDb> databases, AccountLetters letters) => (_databases, _letters) = (databases, letters);

    /// <summary>Gives the reason in its normal form. Refuses text_missing and text_invalid beside «reason», not_found, already_decided when somebody was quicker.</summary>
    public async Task<Result<string>> RunAsync(OperatorActor actor, long id, string? reason, DateTimeOffset now)
    {
        if (!Texts.Notice(reason, "reason").TryGet(out var words, out var refusal))
        {
            return refusal;
        }

        if (words.Length == 0)
        {
            return new Refusal(RefusalCode.TextMissing) { Field = "reason" };
        }

        var letterId = await _letters.NextIdAsync();
        await using var db = await _databases.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var decided = await db.Applications.Where(x => x.Id == id && x.Stage == ApplicationStage.Waiting).ExecuteUpdateAsync(set => set.SetProperty(x => x.Stage, ApplicationStage.Refused)
            .SetProperty(x => x.DecidedAt, now).SetProperty(x => x.DecidedBy, actor.AccountId).SetProperty(x => x.Reason, words));
        if (decided == 0)
        {
            return await db.Applications.AnyAsync(x => x.Id == id && x.Stage != ApplicationStage.Unconfirmed) ? RefusalCode.AlreadyDecided : RefusalCode.NotFound;
        }

        var application = await db.Applications.AsNoTracking().SingleAsync(x => x.Id == id);
        db.Letters.Add(_letters.Make(letterId, null, application.Email, AccountLetterKind.ApplicationRefused, new AccountLetterDetails { Reason = words, Merchant = application.LegalName }, now));
        await db.SaveChangesAsync();
        await AuditTrail.AppendAsync(db, actor.AccountId, AuditAction.ApplicationRefused, AuditSubject.Application(id), now);
        await transaction.CommitAsync();
        return words;
    }
}
