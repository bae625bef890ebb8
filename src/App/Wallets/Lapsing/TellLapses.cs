using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Guichet.Domain.Wallets;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Wallets.Lapsing;

/// <summary>
/// The job that tells customers of titles that lapse at the end of the year: a letter, and a notification where a phone takes them, once for each customer, year
/// and stage. In bounded batches, each a commit of its own; safe on several servers at once and when killed in the middle.
/// </summary>
public sealed class TellLapses
{
    public const int BatchSize = 200;

    private readonly IDbContextFactory<AppDb> _databases;
    private readonly IdSource _ids;

    internal TellLapses(IDbContextFactory<AppDb> databases, IdSource ids) => (_databases, _ids) = (databases, ids);

    /// <returns>How many customers were told.</returns>
    public async Task<int> RunAsync(DateTimeOffset asOf, CancellationToken stopping)
    {
        if (LapseNotice.StageOn(ParisCalendar.DayOf(asOf)) is not { } stage)
        {
            return 0;
        }

        var (year, told, after) = (ParisCalendar.DayOf(asOf).Year, 0, 0L);
        while (!stopping.IsCancellationRequested)
        {
            var customers = await NextAsync(year, stage, after);
            if (customers.Count == 0)
            {
                break;
            }

            told += await TellAsync(customers, year, stage, asOf);
            after = customers[^1];
        }

        return told;
    }

    /// <summary>Who holds titles of that year and was not told, in the order of their ids.</summary>
    private async Task<List<long>> NextAsync(int year, int stage, long after)
    {
        await using var db = await _databases.CreateDbContextAsync();
        var issueYear = VoucherPart.IssueYearLapsingIn(year);
        return await db.Wallets.Where(w => w.IssueYear == issueYear && w.AvailableCents > 0 && w.CustomerId > after)
            .Where(w => !db.LapseNotices.Any(n => n.CustomerId == w.CustomerId && n.Year == year && n.DaysBefore == stage))
            .OrderBy(w => w.CustomerId).Select(w => w.CustomerId).Take(BatchSize).ToListAsync();
    }

    /// <summary>Notices, letters and pushes in one commit. When another server told one of them at this moment, none of the batch is written: it tells them, or the next turn does.</summary>
    private async Task<int> TellAsync(List<long> customers, int year, int stage, DateTimeOffset now)
    {
        var letterIds = new long[customers.Count]; // before the transaction: taking a range is a write of its own
        for (var i = 0; i < letterIds.Length; i++)
        {
            letterIds[i] = await _ids.NextAsync(IdKind.Letter);
        }

        await using var db = await _databases.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var phones = (await db.PushSubscriptions.Where(s => customers.Contains(s.CustomerId)).Select(s => new { s.CustomerId, s.Id }).ToListAsync()).ToLookup(s => s.CustomerId, s => s.Id);
        for (var i = 0; i < letterIds.Length; i++)
        {
            db.LapseNotices.Add(new LapseNoticeRow { CustomerId = customers[i], Year = year, DaysBefore = stage, At = now });
            db.Letters.Add(new LetterRow { Id = letterIds[i], CustomerId = customers[i], Kind = (int)AccountLetterKind.TitlesLapse, State = LetterState.Queued, CreatedAt = now, SendAt = now });
            db.Pushes.AddRange(phones[customers[i]].Select(phone => new PushRow { LetterId = letterIds[i], SubscriptionId = phone, State = PushState.Queued, SendAt = now }));
        }

        try
        {
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return customers.Count;
        }
        catch (DbUpdateException)
        {
            return 0;
        }
    }
}
