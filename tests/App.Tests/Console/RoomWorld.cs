using Guichet.App.Access;
using Guichet.App.Console;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Guichet.App.Tests.Letters;
using Guichet.Fixtures;

namespace Guichet.App.Tests.Console;

/// <summary>A merchant, a customer, and the operators Claire and Marc; a server of the whole product without pages.</summary>
internal static class RoomWorld
{
    public const string Agreement = "708900", ShopId = "10000651";
    public static readonly OperatorActor Claire = new(5, "Claire Vidal", null), Marc = new(6, "Marc Petit", null);

    public static async Task<LetterWorld> CreateAsync(DatabaseKind kind)
    {
        var world = await LetterWorld.CreateAsync(kind);
        await world.Get<IdSource>().TakeRangeAsync(IdKind.Person); // what the product numbers comes after those below
        await world.ReadAsync(async db =>
        {
            db.Accounts.AddRange(
                NewAccount.Of(4, "m:10000651", AccountKind.PointOfSale, "Camping", "des Pins", "pins@example.org", agreementId: 71, pointOfSaleId: LetterWorld.PointId),
                NewAccount.Of(5, "o:claire.vidal", AccountKind.Operator, "Claire", "Vidal", "claire@example.org"),
                NewAccount.Of(6, "o:marc.petit", AccountKind.Operator, "Marc", "Petit", "marc@example.org"));
            return await db.SaveChangesAsync();
        });
        return world;
    }

    public static async Task<List<string>> AuditAsync(this LetterWorld world) =>
        [.. (await world.Get<ReadAudit>().PageAsync(null)).Select(x => $"{x.By ?? "-"} {x.Action} {x.Subjects}").Reverse()];

    public static async Task<List<LetterRow>> LettersAsync(this LetterWorld world, AccountLetterKind kind) => [.. (await world.LettersAsync()).Where(x => x.Kind == (int)kind)];
}
