using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Console;

/// <param name="Text">Empty: no notice is shown.</param>
/// <param name="EnglishText">Empty: readers of English get the French.</param>
/// <param name="By">First and last name of the operator.</param>
public sealed record NoticeVersion(int Version, string Text, string EnglishText, string By, DateTimeOffset At);

/// <summary>«Information importante» of the public home page. Every edit is a version of its own, with who and when.</summary>
public sealed class HomeNotice
{
    /// <summary>Versions that the console lists.</summary>
    public const int ListedVersions = 20;

    private readonly IDbContextFactory<AppDb> _databases;

    internal HomeNotice(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <summary>The newest first; none while nobody has edited the notice, and the product's own text is shown.</summary>
    public async Task<IReadOnlyList<NoticeVersion>> VersionsAsync(int most = ListedVersions)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return await (from notice in db.HomeNotices
                      join account in db.Accounts on notice.AccountId equals account.Id
                      orderby notice.Version descending
                      select new NoticeVersion(notice.Version, notice.Text, notice.EnglishText, account.FirstName + " " + account.LastName, notice.At)).Take(most).ToListAsync();
    }

    /// <summary>What the home page shows; null while nobody has edited it.</summary>
    public async Task<NoticeVersion?> CurrentAsync() => await VersionsAsync(most: 1) is [var newest, ..] ? newest : null;

    /// <summary>Refuses text_invalid beside «text» or «english», notice_changed when a colleague was quicker.</summary>
    /// <param name="shown">The version that the operator has seen; 0 for none.</param>
    public async Task<Result<int>> EditAsync(OperatorActor actor, string? text, string? english, int shown, DateTimeOffset now)
    {
        if (!Texts.Notice(text, "text").TryGet(out var french, out var refusal) || !Texts.Notice(english, "english").TryGet(out var other, out refusal))
        {
            return refusal;
        }

        await using var db = await _databases.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var last = await db.HomeNotices.MaxAsync(x => (int?)x.Version) ?? 0;
        if (last != shown)
        {
            return RefusalCode.NoticeChanged;
        }

        db.HomeNotices.Add(new HomeNoticeRow { Version = last + 1, Text = french, EnglishText = other, AccountId = actor.AccountId, At = ParisCalendar.Truncate(now) });
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException)
        {
            return RefusalCode.NoticeChanged; // both looked at the same version, and the other's row came first
        }

        await AuditTrail.AppendAsync(db, actor.AccountId, AuditAction.NoticeEdited, AuditSubject.Notice(last + 1), now);
        await transaction.CommitAsync();
        return last + 1;
    }
}
