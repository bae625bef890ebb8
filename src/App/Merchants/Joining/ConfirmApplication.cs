using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Merchants.Joining;

/// <summary>The mailed link proves the address of an application, and only then do operators see it. Opening the link changes nothing: mail scanners open links too.</summary>
public sealed class ConfirmApplication
{
    private readonly IDbContextFactory<AppDb> _databases;
    private readonly AccountLetters _letters;

    internal ConfirmApplication(IDbContextFactory<AppDb> databases, AccountLetters letters) => (_databases, _letters) = (databases, letters);

    /// <summary>Whether it is confirmed already. Refuses link_unusable.</summary>
    public async Task<Result<bool>> CheckAsync(string? token, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var hash = AccessKey.Hash(token);
        var found = await db.Applications.Where(x => x.LinkHash == hash).Select(x => new { x.Stage, x.LinkUntil }).SingleOrDefaultAsync();
        return found is null || (found.Stage == ApplicationStage.Unconfirmed && found.LinkUntil <= now) ? RefusalCode.LinkUnusable : found.Stage != ApplicationStage.Unconfirmed;
    }

    /// <summary>A second press answers as the first. Refuses link_unusable.</summary>
    public async Task<Result<bool>> RunAsync(string? token, DateTimeOffset now)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var hash = AccessKey.Hash(token);
        if (await db.Applications.AsNoTracking().SingleOrDefaultAsync(x => x.LinkHash == hash && x.Stage == ApplicationStage.Unconfirmed && x.LinkUntil > now) is { } application)
        {
            var letter = await _letters.MakeAsync(null, application.Email, AccountLetterKind.ApplicationReceived, new AccountLetterDetails { Merchant = application.LegalName }, now);
            await using var transaction = await db.Database.BeginTransactionAsync();
            var isFirst = await db.Applications.Where(x => x.Id == application.Id && x.Stage == ApplicationStage.Unconfirmed)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.Stage, ApplicationStage.Waiting).SetProperty(x => x.ConfirmedAt, now)) == 1;
            if (isFirst)
            {
                db.Letters.Add(letter);
                await db.SaveChangesAsync();
                await transaction.CommitAsync();
            }
        }

        return await CheckAsync(token, now);
    }
}
