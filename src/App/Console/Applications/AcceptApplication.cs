using Guichet.App.Access;
using Guichet.App.Letters;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Console.Applications;

/// <param name="AgreementNumber">6 digits.</param>
/// <param name="ShopId">Of the first point of sale, 8 digits.</param>
public sealed record AcceptedApplication(string AgreementNumber, string ShopId);

/// <summary>An operator accepts: agreement, first point of sale, the signatory's account, its activation letter and the line of the audit trail, in one commit.</summary>
public sealed class AcceptApplication
{
    /// <summary>A number that was free when it was drawn may be taken when it is written.</summary>
    private const int MaxDraws = 3;

    private readonly IDbContextFactory<AppDb> _databases;
    private readonly IdSource _ids;
    private readonly ActivationLetters _letters;

    internal AcceptApplication(IDbContextFactory<AppDb> databases, IdSource ids, ActivationLetters letters) => (_databases, _ids, _letters) = (databases, ids, letters);

    /// <summary>Refuses not_found, already_decided when somebody was quicker.</summary>
    public async Task<Result<AcceptedApplication>> RunAsync(OperatorActor actor, long id, DateTimeOffset now)
    {
        var made = new MadeIds(await _ids.NextAsync(IdKind.Person), await _ids.NextAsync(IdKind.Person), await _ids.NextAsync(IdKind.Person), await _letters.NextLetterAsync());
        for (var draw = 1; ; draw++)
        {
            try
            {
                return await AcceptAsync(actor, id, made, now);
            }
            catch (DbUpdateException) when (draw < MaxDraws)
            {
                // Nothing was written; other numbers are drawn.
            }
        }
    }

    private async Task<Result<AcceptedApplication>> AcceptAsync(OperatorActor actor, long id, MadeIds made, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();

        // First the application's row: a colleague waits here, and is told then.
        var decided = await db.Applications.Where(x => x.Id == id && x.Stage == ApplicationStage.Waiting).ExecuteUpdateAsync(set => set.SetProperty(x => x.Stage, ApplicationStage.Accepted)
            .SetProperty(x => x.DecidedAt, now).SetProperty(x => x.DecidedBy, actor.AccountId).SetProperty(x => x.AgreementId, made.Agreement));
        if (decided == 0)
        {
            return await db.Applications.AnyAsync(x => x.Id == id && x.Stage != ApplicationStage.Unconfirmed) ? RefusalCode.AlreadyDecided : RefusalCode.NotFound;
        }

        var application = await db.Applications.AsNoTracking().SingleAsync(x => x.Id == id);
        var accepted = new AcceptedApplication(await FreeNumbers.AgreementAsync(db), await FreeNumbers.ShopIdAsync(db));
        Add(db, application, accepted, made);
        await db.SaveChangesAsync();
        await _letters.AddAsync(db, made.Letter, made.Account, application.Email, application.LegalName, now);
        await db.SaveChangesAsync();
        await AuditTrail.AppendAsync(db, actor.AccountId, AuditAction.ApplicationAccepted, $"{AuditSubject.Application(id)} {AuditSubject.Agreement(made.Agreement)}", now);
        await transaction.CommitAsync();
        return accepted;
    }

    private static void Add(AppDb db, ApplicationRow application, AcceptedApplication accepted, MadeIds made)
    {
        db.Agreements.Add(new AgreementRow
        {
            Id = made.Agreement,
            Number = accepted.AgreementNumber,
            Name = application.LegalName,
            Siret = application.Siret,
            Activity = application.Activity.ToString(),
            ContactEmail = application.Email,
            ContactPhone = application.Phone,
            PostalAddress = application.PostalAddress,
            Iban = application.Iban,
            BankAccountHolder = application.BankAccountHolder,
        });
        db.PointsOfSale.Add(new PointOfSaleRow { Id = made.Point, AgreementId = made.Agreement, ShopId = accepted.ShopId, Name = application.PointName, Town = application.PointTown });
        db.Accounts.Add(NewAccount.Of(made.Account, $"m:{accepted.AgreementNumber}", AccountKind.Signatory, application.FirstName, application.LastName, application.Email, made.Agreement));
        db.UserClaims.Add(new IdentityUserClaim<long> { UserId = made.Account, ClaimType = ReaderLanguage.ClaimType, ClaimValue = application.Language });
    }

    private sealed record MadeIds(long Agreement, long Point, long Account, long Letter);
}
