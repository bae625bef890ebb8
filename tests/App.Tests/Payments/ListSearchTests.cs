using Guichet.App.Payments;
using Guichet.Fixtures;

namespace Guichet.App.Tests.Payments;

/// <summary>What is typed is meant literally, on both databases alike.</summary>
public sealed class ListSearchTests
{
    [Theory]
    [EachDatabase("100%", new long[] { 1 })]
    [EachDatabase("%", new long[] { 1 })]
    [EachDatabase("a_b", new long[] { 2 })]
    [EachDatabase("_", new long[] { 2 })]
    [EachDatabase(@"c:\x", new long[] { 4 })]
    [EachDatabase(@"\", new long[] { 4 })]
    [EachDatabase("l'été", new long[] { 5 })]
    [EachDatabase("L'ÉTÉ", new long[] { 5 })]
    [EachDatabase("\"Le Bon\"", new long[] { 6 })]
    [EachDatabase("'; DROP TABLE payment; --", new long[] { })]
    [EachDatabase("@p0", new long[] { 7 })]
    [EachDatabase("$1", new long[] { 7 })]
    [EachDatabase("bon le", new long[] { 6 })]
    [EachDatabase("axb", new long[] { 3 })]
    [EachDatabase("AXB", new long[] { 3 })]
    [EachDatabase("0000000006", new long[] { 6 })]
    [EachDatabase("a\0b", new long[] { })]
    [EachDatabase("\uD800", new long[] { })]
    [EachDatabase("", new long[] { 7, 6, 5, 4, 3, 2, 1 })]
    [EachDatabase("  ", new long[] { 7, 6, 5, 4, 3, 2, 1 })]
    public async Task Signs_of_the_database_are_only_signs(DatabaseKind kind, string typed, long[] found)
    {
        await using var world = await ListWorld.StartAsync(kind);
        await world.AddAsync(
            ListWorld.Row(1, label: "100% remboursable"), ListWorld.Row(2, seller: "a_b"), ListWorld.Row(3, seller: "axb"), ListWorld.Row(4, customer: @"C:\X"),
            ListWorld.Row(5, label: "Fin de l'été"), ListWorld.Row(6, label: "\"Le Bon\""), ListWorld.Row(7, label: "@p0 $1"));
        (await IdsAsync(world, new() { Search = typed })).ShouldBe(found);
        await using var stream = await world.Streams.OpenAsync(ListWorld.Signatory, new() { Search = typed }, ListWorld.Now);
        (await stream.ReadAsync().Select(p => p.Id).ToListAsync()).ShouldBe(found);
    }

    [Theory]
    [EachDatabase("A%", new long[] { 1 })]
    [EachDatabase("a%", new long[] { 1 })]
    [EachDatabase("AB", new long[] { 2 })]
    [EachDatabase("A", new long[] { 3, 2, 1 })]
    [EachDatabase("É", new long[] { 4 })]
    [EachDatabase("é", new long[] { 4 })]
    [EachDatabase("😀", new long[] { 5 })]
    [EachDatabase("B", new long[] { })]
    public async Task A_basket_number_is_found_by_its_beginning(DatabaseKind kind, string typed, long[] found)
    {
        await using var world = await ListWorld.StartAsync(kind);
        await world.AddAsync(ListWorld.Row(1, "A%1"), ListWorld.Row(2, "AB1"), ListWorld.Row(3, "A_1"), ListWorld.Row(4, "ÉA"), ListWorld.Row(5, "😀 AB"));
        (await IdsAsync(world, new() { OrderReference = typed })).ShouldBe(found);
    }

    [Theory, EachDatabase]
    public async Task Basket_numbers_sort_by_their_bytes_on_both(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind);
        string[] sorted = ["", "1", "10", "2", "A", "AA", "Z", "a", "É", "é", "Ａ", "😀"];
        await world.AddAsync(sorted.Skip(1).Reverse().Select((reference, i) => ListWorld.Row(i + 1, reference)));
        var find = world.Find(new());
        var page = (await find.ListAsync(ListWorld.Signatory, new() { Sort = new(PaymentSortKey.OrderReference, true) }, null, ListWorld.Now)).Page;
        page.Payments.Select(p => p.Details.OrderReference).ShouldBe(sorted.Skip(1));
    }

    [Theory]
    [EachDatabase("10000009001", new long[] { 2, 1 })]
    [EachDatabase("100 000 090 01", new long[] { 2, 1 })]
    [EachDatabase("payer9001@example.org", new long[] { 1 })]
    [EachDatabase("Payer9001@Example.org", new long[] { 1 })]
    [EachDatabase("payer9001", new long[] { })]
    [EachDatabase("Ada", new long[] { })]
    [EachDatabase("famille durand", new long[] { 3 })]
    public async Task A_payer_is_found_by_a_complete_identifier_only(DatabaseKind kind, string typed, long[] found)
    {
        await using var world = await ListWorld.StartAsync(kind);
        await world.AddAsync(ListWorld.Row(1, payer: 9001), ListWorld.Row(2, contact: "10000009001"), ListWorld.Row(3, customer: "Famille Durand"), ListWorld.Row(4, payer: 9002));
        (await IdsAsync(world, new() { Customer = typed })).ShouldBe(found);
    }

    [Theory, EachDatabase]
    public async Task What_is_too_long_finds_nothing(DatabaseKind kind)
    {
        await using var world = await ListWorld.StartAsync(kind);
        await world.AddAsync(ListWorld.Row(1));
        var text = new string('x', PaymentFilter.MaxText + 1);
        foreach (var filter in (PaymentFilter[])[new() { Search = text }, new() { Customer = text }, new() { Seller = text }, new() { OrderReference = text }])
        {
            (await IdsAsync(world, filter)).ShouldBeEmpty();
        }
    }

    private static async Task<List<long>> IdsAsync(ListWorld world, PaymentFilter filter) =>
        [.. (await world.Find().ListAsync(ListWorld.Signatory, filter, null, ListWorld.Now)).Page.Payments.Select(p => p.Id)];
}
