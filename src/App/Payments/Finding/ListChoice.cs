namespace Guichet.App.Payments.Finding;

/// <summary>Which index a list walks: its own order, unless another condition leaves only a handful of rows, which are then sorted.</summary>
internal static class ListChoice
{
    /// <summary>Whether a customer has so few payments that they are simply all taken.</summary>
    public static async Task<bool> IsOneCustomerAsync(ListSource source, ListScope scope, ListConditions conditions)
    {
        await using var command = source.Command();
        if (conditions.OfCustomer(command, scope.AgreementId, source.Limits.SmallSet + 1) is not { } ids)
        {
            return false;
        }

        await using var reader = await command.ReadAsync($"SELECT count(*) FROM ({ids}) AS few");
        await reader.ReadAsync();
        return reader.GetInt64(0) <= source.Limits.SmallSet;
    }

    /// <summary>Asks each condition that an index serves how many rows it leaves, and gives the first that leaves no more than so many.</summary>
    public static async Task<PaymentSortKey> KeyAsync(ListSource source, ListScope scope, ListConditions conditions, PaymentTab tab, PaymentSortKey own, int most)
    {
        foreach (var key in Enum.GetValues<PaymentSortKey>().Where(key => key != own && conditions.Narrows(key, tab)))
        {
            await using var command = source.Command();
            var counts = scope.Branches(source.Limits, conditions, tab, key).Select(branch => $"(SELECT count(*) FROM (SELECT 1 FROM {command.From(branch.Index(key))} "
                + $"WHERE {conditions.Range(command, branch, key)} ORDER BY {ListKey.Column(key)} DESC, id DESC LIMIT {ListCommand.Number(most + 1)}) AS few)");
            await using var reader = await command.ReadAsync($"SELECT {string.Join(" + ", counts)}");
            await reader.ReadAsync();
            if (reader.GetInt64(0) <= most)
            {
                return key;
            }
        }

        return own;
    }
}
