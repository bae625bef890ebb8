using Guichet.App.Storage.Desk;
using Guichet.Domain.Payments;

namespace Guichet.App.Payments.Finding;

/// <summary>Rows of one or more branches in the list's order.</summary>
/// <param name="Stop">The last row that was looked at, when that was not enough to know what follows; null otherwise.</param>
internal sealed record ListPart(IReadOnlyList<Payment> Rows, ListStop? Stop);

internal sealed record ListStop(ListKey Key, string Number, string Value);

/// <summary>Walks the branches of one page in their index's order and merges them.</summary>
internal sealed class ListWalk(ListSource source, ListScope scope, ListConditions conditions, PaymentFilter filter)
{
    /// <param name="after">Where to begin; null for the start.</param>
    /// <param name="isAscending">Of the walk, which goes against the list's order on the way back.</param>
    /// <param name="most">No more rows match among those that may be looked at.</param>
    public async Task<ListPart> RunAsync(ListKey? after, bool isAscending, int size, int most = int.MaxValue)
    {
        if (await ListChoice.IsOneCustomerAsync(source, scope, conditions))
        {
            return await OfCustomerAsync(after, isAscending, size);
        }

        var key = await KeyAsync(source.Limits.SmallSet);
        var part = await ByAsync(key, after, isAscending, size, most);
        if (part.Stop is null || conditions.LooksAtTexts)
        {
            return part;
        }

        // Stopped early at rows that another index leaves out: thousands of older payments may have the same lowest amount.
        key = await KeyAsync(source.Limits.LargeSet);
        return key == filter.Sort.Key ? part : await ByAsync(key, after, isAscending, size, int.MaxValue);

        Task<PaymentSortKey> KeyAsync(int most) => ListChoice.KeyAsync(source, scope, conditions, filter.Tab, filter.Sort.Key, most);
    }

    private async Task<ListPart> ByAsync(PaymentSortKey walked, ListKey? after, bool isAscending, int size, int most)
    {
        var branches = scope.Branches(source.Limits, conditions, filter.Tab, walked);
        var parts = new List<ListPart>();
        foreach (var branch in branches)
        {
            // A set that is sorted was counted before; a walk in the list's order ends somewhere.
            var budget = walked == filter.Sort.Key ? Math.Max(1, source.Limits.MaxRowsLookedAt / branches.Count) : source.Limits.LargeSet;
            parts.Add(await WalkAsync(branch, walked, after, isAscending, size, most, budget));
        }

        return Merge(parts, isAscending, size);
    }

    private async Task<ListPart> OfCustomerAsync(ListKey? after, bool isAscending, int size)
    {
        await using var command = source.Command();
        string?[] where =
        [
            $"id IN ({conditions.OfCustomer(command, scope.AgreementId, source.Limits.SmallSet)})",
            conditions.All(command, scope, filter.Tab),
            after?.After(command, filter.Sort.Key, isAscending),
        ];
        return new ListPart(await command.PaymentsAsync($"SELECT {PaymentColumns.Names} FROM {command.FromIds} WHERE {string.Join(" AND ", where.OfType<string>())} "
            + $"ORDER BY {ListKey.Order(filter.Sort.Key, isAscending)} LIMIT {ListCommand.Number(size)}"), null);
    }

    private async Task<ListPart> WalkAsync(ListBranch branch, PaymentSortKey walked, ListKey? after, bool isAscending, int size, int most, int budget)
    {
        await using var command = source.Command();
        var inOrder = walked == filter.Sort.Key;
        var beyond = after?.After(command, filter.Sort.Key, isAscending);
        var rest = conditions.Rest(command, branch, walked, scope.Points, filter.Tab);
        var limit = inOrder && rest is null ? size : budget;
        var wanted = inOrder ? Math.Min(size, most) : size;
        // No order outside where the walk already has it: SQLite would sort all that it may look at before it gives the first row.
        var sql = $"SELECT {PaymentColumns.Names} FROM ({Walk(command, branch, walked, inOrder ? beyond : null, isAscending, "*")} LIMIT {ListCommand.Number(limit)}) AS seen "
            + $"WHERE {string.Join(" AND ", new[] { rest, inOrder ? null : beyond, "TRUE" }.Where(x => x is not null))} "
            + (inOrder ? "" : $"ORDER BY {ListKey.Order(filter.Sort.Key, isAscending)} ") + $"LIMIT {ListCommand.Number(wanted)}";
        var rows = wanted == 0 ? [] : await command.PaymentsAsync(sql);
        return new ListPart(rows, inOrder && rest is not null && rows.Count < size ? await StopAsync(branch, beyond is null ? null : after, isAscending, budget) : null);
    }

    /// <summary>The last row of what a walk may look at; null when it reached the end before.</summary>
    private async Task<ListStop?> StopAsync(ListBranch branch, ListKey? after, bool isAscending, int budget)
    {
        await using var command = source.Command();
        var beyond = after?.After(command, filter.Sort.Key, isAscending);
        var last = $"{Walk(command, branch, filter.Sort.Key, beyond, isAscending, "id")} LIMIT 1 OFFSET {ListCommand.Number(budget - 1)}";
        var row = (await command.PaymentsAsync($"{PaymentColumns.Select} WHERE id = ({last})")).SingleOrDefault();
        return row is null ? null : new ListStop(ListKey.Of(row, filter.Sort.Key), row.Number, ListPosition.Of(row, filter.Sort, PageDirection.Forward).Value);
    }

    private string Walk(ListCommand command, ListBranch branch, PaymentSortKey walked, string? beyond, bool isAscending, string columns) =>
        $"SELECT {columns} FROM {command.From(branch.Index(walked))} WHERE {conditions.Range(command, branch, walked)}{(beyond is null ? "" : $" AND {beyond}")} "
        + $"ORDER BY {ListKey.Order(walked, isAscending)}";

    /// <summary>Nothing is known beyond the nearest stop, so nothing from beyond it may be shown yet.</summary>
    private ListPart Merge(List<ListPart> parts, bool isAscending, int size)
    {
        if (parts is [var only])
        {
            return only;
        }

        var order = Comparer<ListKey>.Create((a, b) => isAscending ? a.CompareTo(b) : b.CompareTo(a));
        var stop = parts.Select(part => part.Stop).OfType<ListStop>().OrderBy(x => x.Key, order).FirstOrDefault();
        var rows = parts.SelectMany(part => part.Rows).OrderBy(row => ListKey.Of(row, filter.Sort.Key), order)
            .TakeWhile(row => stop is null || order.Compare(ListKey.Of(row, filter.Sort.Key), stop.Key) <= 0).Take(size).ToList();
        return new ListPart(rows, rows.Count < size ? stop : null);
    }
}
