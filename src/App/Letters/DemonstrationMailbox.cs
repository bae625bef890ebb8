using Guichet.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Letters;

/// <summary>A letter as it would have left.</summary>
public sealed record DemonstrationMail(long Id, DateTimeOffset At, string Recipient, string Subject, string Text, string Html);

/// <summary>The mailbox of the demonstration: what everybody would have received, readable by anyone. Its page exists in the demonstration only.</summary>
public sealed class DemonstrationMailbox
{
    public const int PageSize = 50;

    /// <summary>Older ones are forgotten by the job.</summary>
    public const int Kept = 2_000;

    private readonly IDbContextFactory<AppDb> _databases;

    internal DemonstrationMailbox(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <summary>The newest first.</summary>
    /// <param name="recipient">Only this address; null for all.</param>
    public async Task<IReadOnlyList<DemonstrationMail>> NewestAsync(string? recipient)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var mails = db.DemonstrationMails.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(recipient))
        {
            var wanted = recipient.Trim().ToLowerInvariant();
            mails = mails.Where(m => m.Recipient == wanted);
        }

        return await mails.OrderByDescending(m => m.At).ThenByDescending(m => m.Id).Take(PageSize)
            .Select(m => new DemonstrationMail(m.Id, m.At, m.Recipient, m.Subject, m.Text, m.Html)).ToListAsync();
    }

    /// <summary>Null when there is no such letter.</summary>
    public async Task<DemonstrationMail?> FindAsync(long id)
    {
        await using var db = await _databases.CreateDbContextAsync();
        return await db.DemonstrationMails.Where(m => m.Id == id).Select(m => new DemonstrationMail(m.Id, m.At, m.Recipient, m.Subject, m.Text, m.Html)).SingleOrDefaultAsync();
    }

    /// <summary>The job that forgets all but the newest.</summary>
    public async Task<int> ForgetOldAsync()
    {
        await using var db = await _databases.CreateDbContextAsync();
        var oldest = await db.DemonstrationMails.OrderByDescending(m => m.At).Skip(Kept).Select(m => (DateTimeOffset?)m.At).FirstOrDefaultAsync();
        return oldest is null ? 0 : await db.DemonstrationMails.Where(m => m.At <= oldest).ExecuteDeleteAsync();
    }
}
