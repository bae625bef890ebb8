using System.Text.Json;
using Guichet.App.Access;
using Guichet.App.Tests.Letters;
using Guichet.App.Payments;
using Guichet.Fixtures;

namespace Guichet.App.Tests.Wallets;

/// <summary>«Mes données»: all that is one's own, nothing that opens anything, nothing of others.</summary>
public class ExportOwnDataTests
{
    [Theory, EachDatabase]
    public async Task Everything_held_about_a_customer_is_in_it_and_no_secret(DatabaseKind kind)
    {
        await using var world = await LetterWorld.CreateAsync(kind);
        var paid = await world.PayAsync(await world.AskAsync(LetterWorld.LeaEmail, 10, 10, "Séjour « été »"), 50_00);
        var waiting = await world.AskAsync(LetterWorld.LeaEmail);
        var others = await world.AskAsync("karim@example.org");
        var own = new CustomerAccess(LetterWorld.Lea, "session-key", "device-key", SessionPlace.Unknown);
        using var file = new MemoryStream();
        await world.Get<ExportOwnData>().RunAsync(own, file, world.Now, CancellationToken.None);

        var text = System.Text.Encoding.UTF8.GetString(file.ToArray());
        text.ShouldContain("Séjour « été »", customMessage: "people can read it");
        text.ShouldNotContain(others.Number);
        text.ShouldNotContain("karim@example.org");
        text.ShouldNotContain("hash", Case.Insensitive);
        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;
        root.GetProperty("customer").GetProperty("email").GetString().ShouldBe(LetterWorld.LeaEmail);
        root.GetProperty("wallet")[0].GetProperty("available").GetString().ShouldBe("200.00");
        var payments = root.GetProperty("payments").EnumerateArray().ToDictionary(x => x.GetProperty("number").GetString()!);
        payments.Keys.ShouldBe([paid.Number, waiting.Number], ignoreOrder: true);
        payments[paid.Number].GetProperty("authorized").GetString().ShouldBe("50.00");
        payments[waiting.Number].GetProperty("paidAt").ValueKind.ShouldBe(JsonValueKind.Null);
        root.GetProperty("paymentFacts").EnumerateArray().Where(x => x.GetProperty("what").GetString() == "Authorized").ShouldHaveSingleItem().GetProperty("address").GetString().ShouldBe(LetterWorld.Lea.Address);
        root.GetProperty("paymentFacts").EnumerateArray().Where(x => x.GetProperty("what").GetString() == "Created").ShouldAllBe(x => x.GetProperty("address").ValueKind == JsonValueKind.Null);
        root.GetProperty("letters").GetArrayLength().ShouldBeGreaterThan(0);
    }
}
