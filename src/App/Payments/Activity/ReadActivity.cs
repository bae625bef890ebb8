using Guichet.App.Access;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Payments.Activity;

/// <summary>
/// «Historique»: what a customer paid, requests that ended unpaid, titles that arrived; the newest first. A search compares without accents and case, which the
/// two databases would do differently: lines are read in their order and compared here, at most <see cref="MaxLookedAt"/> a page.
/// </summary>
public sealed class ReadActivity
{
    public const int PageSize = 25;
    public const int MaxLookedAt = 2_000;
    private const int Chunk = 200;

    private readonly IDbContextFactory<AppDb> _databases;
    private readonly int _maxLookedAt;

    internal ReadActivity(IDbContextFactory<AppDb> databases, int maxLookedAt = MaxLookedAt) => (_databases, _maxLookedAt) = (databases, maxLookedAt);

    /// <param name="after">Null for the first page.</param>
    public async Task<ActivityPage> RunAsync(CustomerActor actor, ActivityFilter filter, ActivityPosition? after)
    {
        if (filter.Words is not { } words)
        {
            return new ActivityPage([], null, false);
        }

        await using var db = await _databases.CreateDbContextAsync();
        List<ActivityLine> found = [];
        var (position, looked) = (after, 0);
        while (true)
        {
            var chunk = words.Length == 0 ? PageSize + 1 : Math.Min(Chunk, _maxLookedAt - looked);
            var lines = await NextAsync(db, actor.CustomerId, filter, position, chunk);
            foreach (var line in lines.Where(line => Matches(line, words)))
            {
                if (found.Count == PageSize)
                {
                    return new ActivityPage(found, found[^1].Position, false);
                }

                found.Add(line);
            }

            looked += lines.Count;
            position = lines.Count == 0 ? position : lines[^1].Position;
            if (lines.Count < chunk)
            {
                return new ActivityPage(found, null, false);
            }

            if (looked >= _maxLookedAt)
            {
                return new ActivityPage(found, position, true);
            }
        }
    }

    /// <summary>The next lines of all sources, in order.</summary>
    private static async Task<List<ActivityLine>> NextAsync(AppDb db, long customerId, ActivityFilter filter, ActivityPosition? after, int count)
    {
        var lines = await PaymentsAsync(db, ActivityRows.Paid(db, customerId, filter), after, count);
        if (ActivityRows.Unpaid(db, customerId, filter) is { } unpaid)
        {
            lines.AddRange(await PaymentsAsync(db, unpaid, after, count));
        }

        if (ActivityRows.Credits(db, customerId, filter) is { } credits)
        {
            var rows = await ActivityRows.After(credits, after).OrderByDescending(c => c.At).ThenByDescending(c => c.Id).Take(count).ToListAsync();
            lines.AddRange(rows.Select(row => row.ToLine()));
        }

        return [.. lines.OrderByDescending(x => x.Position.At).ThenByDescending(x => x.Position.Source).ThenByDescending(x => x.Position.Id).Take(count)];
    }

    private static async Task<List<ActivityLine>> PaymentsAsync(AppDb db, IQueryable<PaymentRow> payments, ActivityPosition? after, int count)
    {
        var views = await CustomerRequests.ToViewsAsync(db, ActivityRows.After(payments, after).OrderByDescending(p => p.LastActivityAt).ThenByDescending(p => p.Id).Take(count));
        return [.. views.Select(view => new ActivityLine(new ActivityPosition(view.Payment.LastActivityAt, ActivitySource.Payment, view.Payment.Id), view, null))];
    }

    /// <summary>Every word somewhere. Titles have no text: a search is for payments.</summary>
    private static bool Matches(ActivityLine line, string[] words)
    {
        if (words.Length == 0)
        {
            return true;
        }

        if (line.Payment is not { Payment: { Details: var details } payment } view)
        {
            return false;
        }

        var text = FoldedText.Of($"{view.PointOfSaleName} {view.MerchantName} {view.Town} {payment.Number} {details.OrderReference} {details.Description}");
        return words.All(word => text.Contains(word, StringComparison.Ordinal));
    }
}
