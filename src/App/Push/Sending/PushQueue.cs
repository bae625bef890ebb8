using Guichet.App.Access;
using Guichet.App.Letters;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Guichet.App.Push.Sending;

/// <summary>A push that is ours until the lease ends, with what it is about; the subscription is null when it was ended meanwhile.</summary>
internal sealed record ClaimedPush(PushRow Push, LetterRow Letter, PushSubscriptionRow? Subscription);

/// <summary>The table «push» as a queue for several servers, like that of the letters and apart from it: claimed by moving send_at to the end of a lease.</summary>
internal sealed class PushQueue(IDbContextFactory<AppDb> databases)
{
    public const int BatchSize = 200;
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>What was sent is kept as long as a request may wait: its end closes the notification.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(60);

    /// <summary>So that one run never holds SQLite's one writer for long.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromMinutes(10);

    private const int MaxReason = 200;

    // What another sender is claiming at this moment is locked by it: both claim different ones instead of waiting for each other.
    private const string Claim = """
        UPDATE push SET send_at = {0}, attempts = attempts + 1 WHERE (letter_id, subscription_id) IN
            (SELECT letter_id, subscription_id FROM push WHERE state = 1 AND send_at <= {1} ORDER BY send_at LIMIT {2}
        """;

    private const string SqliteClaim = Claim + ") RETURNING *";
    private const string PostgresClaim = Claim + " FOR UPDATE SKIP LOCKED) RETURNING *";

    public async Task<bool> HasDueAsync(DateTimeOffset now)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Pushes.AnyAsync(p => p.State == PushState.Queued && p.SendAt <= now);
    }

    /// <returns>In the order in which the letters came to be.</returns>
    public async Task<List<ClaimedPush>> ClaimAsync(DateTimeOffset now)
    {
        await using var db = await databases.CreateDbContextAsync();
        var rows = await db.Pushes.FromSqlRaw(db.Database.IsNpgsql() ? PostgresClaim : SqliteClaim, SignInTries.Instant(db, now + Lease), SignInTries.Instant(db, now), BatchSize)
            .AsNoTracking().ToListAsync();
        List<long> letterIds = [.. rows.Select(p => p.LetterId).Distinct()], subscriptionIds = [.. rows.Select(p => p.SubscriptionId).Distinct()];
        var letters = await db.Letters.AsNoTracking().Where(l => letterIds.Contains(l.Id)).ToDictionaryAsync(l => l.Id);
        var subscriptions = await db.PushSubscriptions.AsNoTracking().Where(s => subscriptionIds.Contains(s.Id)).ToDictionaryAsync(s => s.Id);
        return [.. rows.Select(p => new ClaimedPush(p, letters[p.LetterId], subscriptions.GetValueOrDefault(p.SubscriptionId))).OrderBy(p => p.Letter.CreatedAt).ThenBy(p => p.Letter.Id)];
    }

    public async Task SentAsync(ClaimedPush claim, DateTimeOffset now)
    {
        await EndAsync(claim, PushState.Sent, null);
        await using var db = await databases.CreateDbContextAsync();
        await db.PushSubscriptions.Where(s => s.Id == claim.Push.SubscriptionId).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSuccessAt, now));
    }

    public Task EndAsync(ClaimedPush claim, PushState state, string? reason)
    {
        var kept = Short(reason);
        return UpdateAsync(claim, set => set.SetProperty(p => p.State, state).SetProperty(p => p.LastError, kept));
    }

    public Task AgainAsync(ClaimedPush claim, DateTimeOffset at, string? reason)
    {
        var kept = Short(reason);
        return UpdateAsync(claim, set => set.SetProperty(p => p.SendAt, at).SetProperty(p => p.LastError, kept));
    }

    /// <summary>Not tried: the attempt does not count.</summary>
    public Task PostponeAsync(ClaimedPush claim, DateTimeOffset at) =>
        UpdateAsync(claim, set => set.SetProperty(p => p.SendAt, at).SetProperty(p => p.Attempts, p => p.Attempts - 1));

    /// <summary>The browser does not take messages there any more.</summary>
    public async Task ForgetSubscriptionAsync(long id)
    {
        await using var db = await databases.CreateDbContextAsync();
        await db.PushSubscriptions.Where(s => s.Id == id).ExecuteDeleteAsync();
    }

    /// <summary>The job that removes what ended long ago.</summary>
    public async Task<int> ForgetOldAsync(DateTimeOffset now)
    {
        await using var db = await databases.CreateDbContextAsync();
        var (before, forgotten) = (now - Kept, 0);
        while (await db.Pushes.Where(p => p.State != PushState.Queued && p.SendAt < before).MinAsync(p => (DateTimeOffset?)p.SendAt) is { } oldest)
        {
            var until = oldest + Slice < before ? oldest + Slice : before;
            forgotten += await db.Pushes.Where(p => p.State != PushState.Queued && p.SendAt < until).ExecuteDeleteAsync();
        }

        return forgotten;
    }

    private async Task UpdateAsync(ClaimedPush claim, Action<UpdateSettersBuilder<PushRow>> set)
    {
        await using var db = await databases.CreateDbContextAsync();
        await db.Pushes.Where(p => p.LetterId == claim.Push.LetterId && p.SubscriptionId == claim.Push.SubscriptionId && p.State == PushState.Queued).ExecuteUpdateAsync(set);
    }

    private static string? Short(string? reason) => reason is null ? null : PlainLine.Of(reason) is var line && line.Length > MaxReason ? line[..MaxReason] : line;
}
