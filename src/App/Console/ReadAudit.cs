using Guichet.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Console;

/// <param name="By">First and last name of the account; empty for a customer who closed it, null for the server's command line.</param>
public sealed record AuditLine(long Id, DateTimeOffset At, string? By, string Action, string Subjects, string Hash);

/// <summary>The audit trail, for operators to read.</summary>
public sealed class ReadAudit
{
    public const int PageSize = 50;

    private readonly IDbContextFactory<AppDb> _databases;

    internal ReadAudit(IDbContextFactory<AppDb> databases) => _databases = databases;

    /// <summary>The newest first, a page of them.</summary>
    /// <param name="before">Only lines before this number; null for the newest.</param>
    public async Task<IReadOnlyList<AuditLine>> PageAsync(long? before)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var until = before ?? long.MaxValue;
        return await (from line in db.AuditEntries.Where(x => x.Id < until).OrderByDescending(x => x.Id).Take(PageSize)
                      join account in db.Accounts on line.OperatorId equals account.Id into accounts
                      from account in accounts.DefaultIfEmpty()
                      orderby line.Id descending
                      select new AuditLine(line.Id, line.At, account == null ? null : (account.FirstName + " " + account.LastName).Trim(), line.Action, line.Subjects, line.Hash)).ToListAsync();
    }
}
