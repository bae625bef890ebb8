using System.Data.Common;
using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Guichet.App.Letters.Sending;

/// <summary>Letters that one sender may send until the lease ends; then they are due again for everybody.</summary>
internal sealed record ClaimedLetters(IReadOnlyList<LetterRow> Letters, DateTimeOffset LeaseUntil);

/// <summary>
/// The table «letter» as a queue for several servers: a letter is claimed by moving its send_at to the end of a lease, in the same commit that counts the
/// attempt. A sender that dies loses its lease, nothing else.
/// </summary>
internal sealed class LetterQueue(IDbContextFactory<AppDb> databases, DatabaseAddress address)
{
    public const int BatchSize = 100;
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private const int MaxReason = 500;
    private const int MaxCollisions = 5;
    private const int Last = (int)AccountLetterKind.AccountClosed;

    // What another sender is claiming at this moment is locked by it: both claim different letters instead of waiting for each other.
    private const string Unclaimed = "SELECT * FROM letter WHERE state = 1 AND send_at <= {0} ORDER BY send_at, created_at, id LIMIT {1} FOR UPDATE SKIP LOCKED";

    /// <summary>How many may send at once in this process: each marks its letters by commits of its own, and SQLite has one writer, whom the tills need.</summary>
    public int Senders { get; } = address.IsPostgres ? 4 : 1;

    public async Task<bool> HasDueAsync(DateTimeOffset now)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await Due(db, now).AnyAsync();
    }

    /// <returns>The oldest due letters, now ours (in the order in which they should leave); none when nothing is due or others were always faster.</returns>
    public async Task<ClaimedLetters> ClaimAsync(DateTimeOffset now)
    {
        for (var collision = 0; collision < MaxCollisions; collision++)
        {
            if (await TryClaimAsync(now) is { } claimed)
            {
                return claimed;
            }
        }

        return new ClaimedLetters([], now);
    }

    /// <summary>All of the batch or nothing: when another sender took one of them meanwhile, the transaction is undone.</summary>
    private async Task<ClaimedLetters?> TryClaimAsync(DateTimeOffset now)
    {
        await using var db = await databases.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var letters = await OldestAsync(db, now);
        var ids = letters.Select(l => l.Id).ToList();
        var until = now + Lease;
        try
        {
            var claimed = ids.Count == 0 ? 0 : await Due(db, now).Where(l => ids.Contains(l.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(l => l.SendAt, until).SetProperty(l => l.Attempts, l => l.Attempts + 1));
            if (claimed != ids.Count)
            {
                return null;
            }

            await transaction.CommitAsync();
            foreach (var letter in letters)
            {
                letter.Attempts++;
            }

            return new ClaimedLetters(letters, until);
        }
        catch (DbException) when (ids.Count > 0)
        {
            return null; // two senders locked each other's rows: the database let one go on
        }
    }

    public Task SentAsync(LetterRow letter, DateTimeOffset now) =>
        UpdateAsync(letter, set => Ended(set, LetterState.Sent).SetProperty(l => l.SentAt, now).SetProperty(l => l.LastError, (string?)null));

    public Task ObsoleteAsync(LetterRow letter) => UpdateAsync(letter, set => Ended(set, LetterState.Obsolete).SetProperty(l => l.LastError, (string?)null));

    public Task FailedAsync(LetterRow letter, string reason)
    {
        var kept = Kept(letter, reason);
        return UpdateAsync(letter, set => Ended(set, LetterState.Failed).SetProperty(l => l.LastError, kept));
    }

    /// <summary>
    /// The payload (a link that opens an account) is forgotten with the letter's end, whatever that is; so is the address of somebody whose account is closed, of
    /// which nothing else has it any more.
    /// </summary>
    private static UpdateSettersBuilder<LetterRow> Ended(UpdateSettersBuilder<LetterRow> set, LetterState state) => set.SetProperty(l => l.State, state)
        .SetProperty(l => l.Payload, (string?)null).SetProperty(l => l.Address, l => l.Kind == Last ? null : l.Address);

    /// <summary>Later, by the ladder; failed after its last step.</summary>
    public Task AgainAsync(LetterRow letter, string reason, DateTimeOffset now)
    {
        if (RetryLadder.PauseAfter(letter.Attempts) is not { } pause)
        {
            return FailedAsync(letter, reason);
        }

        var (kept, at) = (Kept(letter, reason), now + pause);
        return UpdateAsync(letter, set => set.SetProperty(l => l.SendAt, at).SetProperty(l => l.LastError, kept));
    }

    /// <summary>Letters of a claim that were not tried keep their place at the head of the queue, and their count of attempts.</summary>
    public async Task ReleaseAsync(ClaimedLetters claim, IReadOnlyList<LetterRow> untried)
    {
        if (untried.Count == 0)
        {
            return;
        }

        await using var db = await databases.CreateDbContextAsync();
        var ids = untried.Select(l => l.Id).ToList();
        var (head, until) = (untried.Min(l => l.SendAt), claim.LeaseUntil);
        await db.Letters.Where(l => ids.Contains(l.Id) && l.State == LetterState.Queued && l.SendAt == until)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.SendAt, head).SetProperty(l => l.Attempts, l => l.Attempts - 1));
    }

    /// <summary>The server cannot be reached: says so on what is due, without moving it; what has waited for it longer than a letter's life, fails.</summary>
    public async Task ServerDownAsync(string reason, DateTimeOffset now)
    {
        await using var db = await databases.CreateDbContextAsync();
        var (kept, born) = (Kept(reason), now - RetryLadder.Life);
        await Due(db, now).Where(l => l.SendAt < born && l.LastError != null).ExecuteUpdateAsync(set => Ended(set, LetterState.Failed).SetProperty(l => l.LastError, kept));
        await Due(db, now).Where(l => l.LastError == null).ExecuteUpdateAsync(set => set.SetProperty(l => l.LastError, kept));
    }

    private async Task UpdateAsync(LetterRow letter, Action<UpdateSettersBuilder<LetterRow>> set)
    {
        await using var db = await databases.CreateDbContextAsync();
        await db.Letters.Where(l => l.Id == letter.Id && l.State == LetterState.Queued).ExecuteUpdateAsync(set);
    }

    private static IQueryable<LetterRow> Due(AppDb db, DateTimeOffset now) => db.Letters.Where(l => l.State == LetterState.Queued && l.SendAt <= now);

    private static Task<List<LetterRow>> OldestAsync(AppDb db, DateTimeOffset now) => db.Database.IsNpgsql()
        ? db.Letters.FromSqlRaw(Unclaimed, now, BatchSize).AsNoTracking().ToListAsync()
        : Due(db, now).AsNoTracking().OrderBy(l => l.SendAt).ThenBy(l => l.CreatedAt).ThenBy(l => l.Id).Take(BatchSize).ToListAsync();

    /// <summary>A server's answer often repeats the address: of somebody whose account is closed it is not kept.</summary>
    private static string Kept(LetterRow letter, string reason) => letter.Kind == Last ? "The mail server did not take it" : Kept(reason);

    private static string Kept(string reason) => PlainLine.Of(reason) is var line && line.Length > MaxReason ? line[..MaxReason] : line;
}
