using System.Net;
using Guichet.Fixtures;

namespace Guichet.Web.Tests.Wizard;

/// <summary>Every field's wrong values: a message next to the field, and everything typed is still there.</summary>
public sealed class FieldTests
{
    private const string Control = "a\u0001b", Direction = "a\u202Eb", Emoji = "🏖️ plage", Script = "<script>alert(1)</script>", Formula = "=cmd|' /C calc'!A0";

    private static readonly (string Name, string Value)[] Right =
    [
        ("amount", "40,00"), ("order_reference", "Panier 12"), ("channel", "identifier"), ("contact", TillSite.Lea), ("description", Script), ("customer_reference", Formula),
        ("seller_reference", Emoji),
    ];

    public static TheoryData<string, string, string> Wrong() => new()
    {
        { "amount", "", "Saisissez un montant en euros, par exemple 40,00." },
        { "amount", "quarante", "Saisissez un montant en euros, par exemple 40,00." },
        { "amount", "40,001", "Saisissez un montant en euros, par exemple 40,00." },
        { "amount", "1e3", "Saisissez un montant en euros, par exemple 40,00." },
        { "amount", "-40", "Saisissez un montant en euros, par exemple 40,00." },
        { "amount", "4 0,00", "Saisissez un montant en euros, par exemple 40,00." },
        { "amount", "40\u0000", "Saisissez un montant en euros, par exemple 40,00." },
        { "amount", "٤٠", "Saisissez un montant en euros, par exemple 40,00." },
        { "amount", Script, "Saisissez un montant en euros, par exemple 40,00." },
        { "amount", Formula, "Saisissez un montant en euros, par exemple 40,00." },
        { "amount", Emoji, "Saisissez un montant en euros, par exemple 40,00." },
        { "amount", "\uFFFD", "Saisissez un montant en euros, par exemple 40,00." },
        { "amount", "19,99", "Le montant minimum est de 20,00 €." },
        { "amount", "0", "Le montant minimum est de 20,00 €." },
        { "amount", "100 000,01", "Le montant maximum est de 100 000,00 €." },
        { "amount", "99999999999999999999", "Le montant maximum est de 100 000,00 €." },
        { "order_reference", "", "Saisissez un n° de panier de 1 à 35 caractères, sans caractère invisible." },
        { "order_reference", "   ", "Saisissez un n° de panier de 1 à 35 caractères, sans caractère invisible." },
        { "order_reference", new string('x', 36), "Saisissez un n° de panier de 1 à 35 caractères, sans caractère invisible." },
        { "order_reference", Control, "Saisissez un n° de panier de 1 à 35 caractères, sans caractère invisible." },
        { "order_reference", Direction, "Saisissez un n° de panier de 1 à 35 caractères, sans caractère invisible." },
        { "contact", "", "Saisissez un e-mail, par exemple nom@exemple.fr, ou un identifiant à 11 chiffres." },
        { "contact", "1234", "Saisissez un e-mail, par exemple nom@exemple.fr, ou un identifiant à 11 chiffres." },
        { "contact", Script, "Saisissez un e-mail, par exemple nom@exemple.fr, ou un identifiant à 11 chiffres." },
        { "contact", Control, "Saisissez un e-mail, par exemple nom@exemple.fr, ou un identifiant à 11 chiffres." },
        { "contact", "personne@example.org", "Aucun compte ne correspond à cet identifiant. Vérifiez-le auprès de votre client ou générez un QR code." },
        { "contact", "10000000999", "Aucun compte ne correspond à cet identifiant. Vérifiez-le auprès de votre client ou générez un QR code." },
        { "description", Control, "Saisissez au plus 140 caractères, sans retour à la ligne ni caractère invisible." },
        { "description", "\uFFFD", "Saisissez au plus 140 caractères, sans retour à la ligne ni caractère invisible." },
        { "customer_reference", new string('é', 141), "Saisissez au plus 140 caractères, sans retour à la ligne ni caractère invisible." },
        { "seller_reference", Direction, "Saisissez au plus 140 caractères, sans retour à la ligne ni caractère invisible." },
    };

    [Fact]
    public async Task A_wrong_value_gets_a_message_next_to_its_field_and_nothing_typed_is_lost()
    {
        await using var site = await TillSite.StartAsync(DatabaseKind.Sqlite);
        using var till = await site.TillAsync();
        var step2 = await till.ToRequestAsync();
        foreach (var row in Wrong())
        {
            var (field, value, message) = row.Data;
            await ExpectAsync(till, step2, field, value, message);
        }
    }

    [Theory]
    [EachDatabase("amount")]
    [EachDatabase("order_reference")]
    [EachDatabase("contact")]
    [EachDatabase("description")]
    [EachDatabase("customer_reference")]
    [EachDatabase("seller_reference")]
    public async Task Very_long_and_impossible_texts_are_refused_like_any_other(DatabaseKind kind, string field)
    {
        await using var site = await TillSite.StartAsync(kind);
        using var till = await site.TillAsync();
        var step2 = await till.ToRequestAsync();
        await ExpectAsync(till, step2, field, new string('9', 20_001), null);
        await ExpectAsync(till, step2, field, "a\u0000b", null);
        // Half of a pair, which no text can hold: it arrives as the replacement character.
        var raw = string.Join('&', Screen.Fields(step2.Button("Continuer")).Where(f => f.Name != field && f.Name != "channel")
            .Append(("channel", "identifier")).Select(f => $"{f.Item1}={Uri.EscapeDataString(f.Item2)}")) + $"&{field}=%ED%A0%80";
        var answer = await till.PostRawAsync(step2.Address, raw);
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.ErrorAt(field).ShouldNotBeNull();
    }

    [Fact]
    public async Task What_is_typed_is_shown_as_text_and_never_runs()
    {
        await using var site = await TillSite.StartAsync(DatabaseKind.Sqlite);
        using var till = await site.TillAsync();
        var step2 = await till.ToRequestAsync();
        var evil = "\"><img src=x onerror=alert(1)>";
        var refused = await till.PressAsync(step2, "Continuer", ("amount", evil), ("order_reference", "\"'><b>"), ("description", Script));
        refused.Page.QuerySelectorAll("main img, main script, main b").ShouldBeEmpty();
        (refused.ValueOf("amount"), refused.ValueOf("order_reference"), refused.ValueOf("description")).ShouldBe((evil, "\"'><b>", Script));

        var confirmation = await till.PressThroughAsync(refused, "Continuer", ("amount", "40"), ("channel", "identifier"), ("contact", TillSite.Lea));
        confirmation.Title.ShouldBe("Confirmation");
        confirmation.Main.ShouldContain("\"'><b>");
        confirmation.Page.QuerySelector("main b").ShouldBeNull();
    }

    [Theory]
    [InlineData("payment_days", "0")]
    [InlineData("payment_days", "61")]
    [InlineData("payment_days", "dix")]
    [InlineData("payment_days", "-1")]
    [InlineData("payment_days", "")]
    [InlineData("capture_days", "0")]
    [InlineData("capture_days", "61")]
    [InlineData("capture_days", "99999999999999999999")]
    public async Task Days_out_of_range_are_refused_next_to_their_field(string field, string days)
    {
        await using var site = await TillSite.StartAsync(DatabaseKind.Sqlite);
        using var till = await site.TillAsync();
        var step1 = await till.OpenAsync("/encaissement/nouveau");
        (string, string)[] typed = [("timing", "deferred"), ("capture", "yes"), ("notify_email", "nous@example.org"), ("payment_days", "4"), ("capture_days", "2")];
        var refused = await till.PressAsync(step1, "Continuer", [.. typed.Where(t => t.Item1 != field), (field, days)]);
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.ErrorAt(field).ShouldBe("Choisissez entre 1 et 60 jours.");
        refused.ValueOf(field).ShouldBe(days);
        refused.IsChecked("timing-deferred").ShouldBeTrue();
        refused.IsChecked("capture-yes").ShouldBeTrue();
        refused.ValueOf("notify_email").ShouldBe("nous@example.org");
    }

    private static async Task ExpectAsync(Till till, Screen step2, string field, string value, string? message)
    {
        var typed = Right.Select(f => f.Name == field ? (field, value) : f).ToArray();
        var refused = await till.PressAsync(step2, "Continuer", typed);
        var what = $"{field}: {value[..Math.Min(value.Length, 40)]}";
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, what);
        refused.ErrorAt(field).ShouldNotBeNull(what);
        if (message is not null)
        {
            refused.ErrorAt(field).ShouldBe(message, what);
        }

        // Beside the field, in the summary, and marked for screen readers.
        refused.Page.QuerySelector($".error-summary a[href='#{field}']").ShouldNotBeNull(what);
        refused.Page.GetElementById(field)!.GetAttribute("aria-invalid").ShouldBe("true", what);
        foreach (var (name, text) in typed.Where(f => f.Item1 is not ("channel")))
        {
            // An HTML parser reads NUL as the replacement character, and drops nothing else of a value but line breaks.
            refused.ValueOf(name).ShouldBe(text.Replace('\0', '\uFFFD'), $"{what}: {name} is lost");
        }

        refused.IsChecked("channel-identifier").ShouldBeTrue(what);
    }
}
