namespace Guichet.App.Payments.Finding;

/// <summary>Which index a list walks: its own order, unless another condition leaves only a handful of rows, which are then sorted.</summary>
internal static class ListChoice
{
    /// <summary>So few rows may be sorted.</summary>
    public const int SmallSet = 2_000;

    /// <summary>Asks each condition that an index serves how many rows it leaves, no further than <see cref="SmallSet"/>.</summary>
    public static async Task<PaymentSortKey> KeyAsync(ListSource source, ListScope scope, ListConditions conditions, PaymentTab tab, PaymentSortKey own)
    {
        foreach (var key in Enum.GetValues<PaymentSortKey>().Where(key => key != own && conditions.Narrows(key, tab)))
        {
            await using var command = source.Command();
            var counts = scope.Branches(conditions, tab, key).Select(branch => $"(SELECT count(*) FROM (SELECT 1 FROM {command.From(branch.Index(key))} "
                + $"WHERE {conditions.Range(command, branch, key)} ORDER BY {ListKey.Column(key)} DESC, id DESC LIMIT {SmallSet + 1}) AS few)");
            await using var reader = await command.ReadAsync($"SELECT {string.Join(" + ", counts)}");
            await reader.ReadAsync();
            if (reader.GetInt64(0) <= SmallSet)
            {
                return key;
            }
        }

        return own;
    }
}
