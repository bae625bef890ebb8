using System.Data.Common;
using System.Globalization;
using Guichet.Domain;
using Guichet.Domain.Payments;

namespace Guichet.App.Payments.Finding;

/// <summary>Counts and sums of a filter.</summary>
internal sealed class ListTotals(ListSource source, ListScope scope, ListConditions conditions, PaymentFilter filter)
{
    private static readonly PaymentTab[] Tabs = Enum.GetValues<PaymentTab>();

    /// <summary>Sums over everything are asked for on purpose, and may take a moment.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public async Task<PaymentCounts> CountAsync() => new(conditions.LooksAtRows ? await LookAsync() : await CountTabsAsync());

    public async Task<PaymentTotals> SumAsync(CancellationToken cancellation = default)
    {
        await using var command = source.Command();
        await using var reader = await OfAllAsync(
            command, "count(*), coalesce(sum(requested_cents), 0), coalesce(sum(CASE status WHEN 3 THEN captured_cents WHEN 2 THEN authorized_cents END), 0)", cancellation);
        return new PaymentTotals(reader.GetInt64(0), Sum(1), Sum(2));

        // PostgreSQL sums 64 bits as numeric.
        Money Sum(int column) => new(Convert.ToInt64(reader.GetValue(column), CultureInfo.InvariantCulture));
    }

    /// <summary>All rows of the filter, exactly.</summary>
    public async Task<long> CountAllAsync(CancellationToken cancellation)
    {
        await using var command = source.Command();
        await using var reader = await OfAllAsync(command, "count(*)", cancellation);
        return reader.GetInt64(0);
    }

    private async Task<DbDataReader> OfAllAsync(ListCommand command, string columns, CancellationToken cancellation)
    {
        var walked = conditions.Beginnings.Length > 0 ? PaymentSortKey.OrderReference : PaymentSortKey.LastActivity;
        var branch = scope.Whole(filter.Tab);
        var rest = conditions.Rest(command, branch, walked, scope.Points, filter.Tab);
        var reader = await command.ReadAsync(
            $"SELECT {columns} FROM {command.From(branch.Index(walked))} WHERE {conditions.Range(command, branch, walked)}{(rest is null ? "" : $" AND {rest}")}", Limit, cancellation);
        await reader.ReadAsync(cancellation);
        return reader;
    }

    /// <summary>Each tab from its own index, no further than the cap.</summary>
    private async Task<TabCount[]> CountTabsAsync()
    {
        await using var command = source.Command();
        const PaymentSortKey Key = PaymentSortKey.LastActivity;
        var enough = source.Limits.CountCap + 1;
        var parts = (from tab in Tabs
                     let branches = scope.Branches(source.Limits, conditions, tab, Key)
                     from branch in branches
                     let rest = conditions.Rest(command, branch, Key, scope.Points, tab)
                     let budget = Math.Max(1, source.Limits.MaxRowsLookedAt / branches.Count)
                     let walk = $"FROM {command.From(branch.Index(Key))} WHERE {conditions.Range(command, branch, Key)} ORDER BY last_activity_at DESC, id DESC"
                     select rest is null
                         ? (Tab: tab, Budget: enough, Count: $"SELECT count(*) AS n FROM (SELECT 1 {walk} LIMIT {enough}) AS few", Looked: "0")
                         : (Tab: tab, Budget: budget, Count: $"SELECT count(*) AS n FROM (SELECT 1 FROM (SELECT * {walk} LIMIT {budget}) AS seen WHERE {rest} LIMIT {enough}) AS few",
                             Looked: $"(SELECT count(*) FROM (SELECT 1 {walk} LIMIT {budget}) AS seen)")).ToList();
        // How far a count went matters only below the cap.
        var rows = parts.Select((part, n) => $"SELECT {ListCommand.Number(n)}, n, CASE WHEN n >= {ListCommand.Number(enough)} THEN 0 ELSE {part.Looked} END FROM ({part.Count}) AS c");
        await using var reader = await command.ReadAsync(string.Join(" UNION ALL ", rows));
        var counts = new TabCount[Tabs.Length];
        while (await reader.ReadAsync())
        {
            var part = parts[reader.GetInt32(0)];
            var (tab, count, looked) = ((int)part.Tab, reader.GetInt64(1), reader.GetInt64(2));
            counts[tab] = Capped(counts[tab].Count + count, counts[tab].OrMore || looked == part.Budget);
        }

        return counts;
    }

    /// <summary>All tabs in one walk over the rows that the other conditions leave to look at.</summary>
    private async Task<TabCount[]> LookAsync()
    {
        var isOneCustomer = await ListChoice.IsOneCustomerAsync(source, scope, conditions);
        var walked = isOneCustomer ? PaymentSortKey.LastActivity : await ListChoice.KeyAsync(source, scope, conditions, PaymentTab.All, PaymentSortKey.LastActivity, source.Limits.SmallSet);
        var branches = scope.Branches(source.Limits, conditions, PaymentTab.All, walked);
        var counts = new long[Tabs.Length];
        var isCut = false;
        foreach (var branch in branches)
        {
            await using var command = source.Command();
            var limit = isOneCustomer ? int.MaxValue : Math.Max(1, source.Limits.MaxRowsLookedAt / branches.Count);
            var rest = conditions.Rest(command, branch, walked, scope.Points, PaymentTab.All) ?? "TRUE";
            var looked = 0L;
            var range = conditions.Range(command, branch, walked);
            var rows = isOneCustomer ? $"{command.FromIds} WHERE id IN ({conditions.OfCustomer(command, scope.AgreementId, source.Limits.SmallSet)}) AND {range}"
                : $"{command.From(branch.Index(walked))} WHERE {range} ORDER BY {ListKey.Order(walked, false)} LIMIT {ListCommand.Number(limit)}";
            // What few rows meet comes first: comparing texts is most of the time, and it should be done once a row.
            await using var reader = await command.ReadAsync($"""
                SELECT status, count(*), sum(CASE WHEN {rest} THEN 1 ELSE 0 END), sum(CASE WHEN {conditions.ExpiresSoon(command)} AND {rest} THEN 1 ELSE 0 END)
                FROM (SELECT * FROM {rows}) AS seen
                GROUP BY status
                """);
            while (await reader.ReadAsync())
            {
                looked += reader.GetInt64(1);
                counts[(int)PaymentTab.All] += reader.GetInt64(2);
                counts[(int)TabOf((PaymentStatus)reader.GetInt32(0))] += reader.GetInt64(2);
                counts[(int)PaymentTab.ExpiresSoon] += reader.GetInt64(3);
            }

            isCut |= looked == limit;
        }

        return [.. counts.Select(count => Capped(count, isCut))];
    }

    private TabCount Capped(long count, bool orMore) => new((int)Math.Min(count, source.Limits.CountCap), orMore || count > source.Limits.CountCap);

    /// <summary>The tab that has every payment of a state.</summary>
    public static PaymentTab TabOf(PaymentStatus status) => status switch
    {
        PaymentStatus.AwaitingCustomer => PaymentTab.AwaitingCustomer,
        PaymentStatus.Authorized => PaymentTab.Authorized,
        PaymentStatus.Captured => PaymentTab.Captured,
        PaymentStatus.Expired => PaymentTab.Expired,
        _ => PaymentTab.Canceled,
    };
}
