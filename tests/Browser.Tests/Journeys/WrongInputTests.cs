using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;


/// <summary>What people mistype gets a message beside its field, and nothing typed is lost. The long tables are tested without a browser.</summary>
public class WrongInputTests(Chromium chromium, Counters counters) : JourneyTest(chromium, counters)
{
    const string Amount = "Montant (20,00 € minimum)", Reference = "N° de panier", Description = "Libellé de la transaction", Identifier = "Identifiant du client";
    const string NotAnAmount = "Saisissez un montant en euros, par exemple 40,00.", NotAText = "Saisissez au plus 140 caractères, sans retour à la ligne ni caractère invisible.";
    const string NotAReference = "Saisissez un n° de panier de 1 à 35 caractères, sans caractère invisible.";
    const string NotAnIdentifier = "Saisissez un e-mail, par exemple nom@exemple.fr, ou un identifiant à 11 chiffres.";

    public static readonly TheoryData<string, string, string> Merchant = new()
    {
        { Amount, "", NotAnAmount },
        { Amount, "quarante", NotAnAmount },
        { Amount, "-40", NotAnAmount },
        { Amount, "1e3", NotAnAmount },
        { Amount, "40,005", NotAnAmount },
        { Amount, "=cmd|'/c calc'!A0", NotAnAmount },
        { Amount, "<script>alert(1)</script>", NotAnAmount },
        { Amount, "😀", NotAnAmount },
        { Amount, "19,99", "Le montant minimum est de 20,00 €." },
        { Amount, "100 000,01", "Le montant maximum est de 100 000,00 €." },
        { Reference, "", NotAReference },
        { Reference, new string('x', 36), NotAReference },
        { Reference, "a\u202Eb", NotAReference },
        { Description, new string('é', 141), NotAText },
        { Description, "a\u0007b", NotAText },
        { Identifier, "", NotAnIdentifier },
        { Identifier, "<script>alert(1)</script>", NotAnIdentifier },
        { Identifier, "1234", NotAnIdentifier },
        { Identifier, "10000000094", "Aucun compte ne correspond à cet identifiant. Vérifiez-le auprès de votre client ou générez un QR code." },
    };

    /// <summary>One visit, every wrong value: on one database, for no rule of these differs between the two.</summary>
    [Fact]
    public async Task A_wrong_value_of_a_merchant_is_explained_beside_its_field_and_stays()
    {
        var till = await TillAsync(await SharedAsync(DatabaseKind.Sqlite));
        var page = till.Page;
        await till.ToRequestAsync();
        foreach (var (field, typed, message) in Merchant.Select(row => row.Data))
        {
            await page.Textbox(Amount).FillAsync("40,00");
            await page.Textbox(Reference).FillAsync("P-1");
            await page.Textbox(Description).FillAsync("Une nuit");
            await page.ByIdentifierAsync(People.Lea.Number);
            await page.Textbox(field).FillAsync(typed);
            await page.PressAsync("Continuer");
            await Expect(page.Textbox(field)).ToHaveAccessibleDescriptionAsync(message);
            await Expect(page.Textbox(field)).ToHaveValueAsync(typed);
            await Expect(page.Textbox(field)).ToHaveAttributeAsync("aria-invalid", "true");
            await Expect(page.Textbox(field == Amount ? Reference : Amount)).ToHaveValueAsync(field == Amount ? "P-1" : "40,00");
            await Expect(page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link, new() { Name = message })).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task Twenty_thousand_characters_are_refused_like_ten_too_many()
    {
        var till = await TillAsync(await SharedAsync(DatabaseKind.Sqlite));
        await till.ToRequestAsync();
        var long20001 = new string('a', 20_001);
        await till.Page.Textbox(Amount).FillAsync("40,00");
        await till.Page.Textbox(Description).FillAsync(long20001);
        await till.Page.PressAsync("Continuer");
        await Expect(till.Page.Textbox(Description)).ToHaveAccessibleDescriptionAsync(NotAText);
        (await till.Page.Textbox(Description).InputValueAsync()).ShouldBe(long20001);
    }

    [Fact]
    public async Task What_looks_like_markup_is_text_on_both_screens()
    {
        const string Evil = "<img src=x onerror=alert(1)> & =cmd 😀 \"'";
        var counter = await SharedAsync(DatabaseKind.Sqlite);
        var (till, lea) = (await TillAsync(counter), await CustomerAsync(counter, People.Lea));
        await till.ToRequestAsync();
        await till.Page.Textbox(Amount).FillAsync("40,00");
        await till.Page.Textbox(Reference).FillAsync("<b>=1+1</b>");
        await till.Page.Textbox(Description).FillAsync(Evil);
        await till.Page.PressAsync("Continuer");
        await lea.OpenAsync(await till.ReadCodeAsync());
        await Expect(lea.Page.GetByText(Evil)).ToBeVisibleAsync();
        await Expect(lea.Page.GetByText("<b>=1+1</b>")).ToBeVisibleAsync();
        await till.Page.GotoAsync($"/encaissement/operations/{till.Number()}");
        await Expect(till.Page.GetByText(Evil)).ToBeVisibleAsync();
    }

    [Theory]
    [EachDatabase("", NotAnAmount)]
    [EachDatabase("abc", NotAnAmount)]
    [EachDatabase("0", NotAnAmount)]
    [EachDatabase("20,01", "Le montant ne peut pas dépasser 20,00 €.")]
    public async Task A_wrong_amount_of_a_customer_is_explained_and_stays(DatabaseKind kind, string typed, string message)
    {
        var counter = await SharedAsync(kind);
        var (till, lea) = (await TillAsync(counter), await CustomerAsync(counter, People.Lea));
        await lea.OpenAsync(await till.ShowCodeAsync("20,00"));
        await lea.Page.Textbox("Montant à payer").FillAsync(typed);
        await lea.Page.PressAsync("Approuver");
        await Expect(lea.Page.Locator("#amount-error")).ToHaveTextAsync(message);
        await Expect(lea.Page.Textbox("Montant à payer")).ToHaveValueAsync(typed);
    }

    [Theory, EachDatabase]
    public async Task More_than_the_balance_is_refused_and_a_wrong_code_says_how_many_tries_are_left(DatabaseKind kind)
    {
        var counter = await CounterAsync(kind);
        var (till, karim) = (await TillAsync(counter), await CustomerAsync(counter, People.Karim));
        await karim.OpenAsync(await till.ShowCodeAsync("80,00"));
        await Expect(karim.Page.Textbox("Montant à payer")).ToHaveValueAsync("60,00"); // what there is
        await karim.Page.Textbox("Montant à payer").FillAsync("60,01");
        await karim.Page.PressAsync("Approuver");
        await Expect(karim.Page.Locator("#amount-error")).ToHaveTextAsync("Votre solde est de 60,00 €.");
        await karim.ToConfirmationAsync("60,00");
        foreach (var left in (string[])["2 essais", "1 essai"])
        {
            await karim.Page.GetByLabel("Code secret").FillAsync("9173");
            await karim.Page.PressAsync("Confirmer");
            await Expect(karim.Page.Locator("#code-error")).ToHaveTextAsync($"Code incorrect. Il vous reste {left}.");
        }

        await karim.ApproveWithCodeAsync(People.Karim.Code);
        await till.ShouldSeePaidAsync("60,00 €", left: "20,00 €");
    }

    [Theory, EachDatabase]
    public async Task The_third_wrong_password_blocks_and_says_how_to_go_on(DatabaseKind kind)
    {
        var anne = await PersonAsync("Anne", await CounterAsync(kind));
        await anne.Page.GotoAsync("/connexion");
        foreach (var message in (string[])["Numéro ou mot de passe incorrect.", "Numéro ou mot de passe incorrect.", "Votre compte est bloqué. Pour le débloquer, cliquez sur « Mot de passe oublié ? »"])
        {
            await anne.Page.Textbox("N° de convention").FillAsync(People.AnneNumber);
            await anne.Page.GetByLabel("Mot de passe").FillAsync("pas-le-bon-mot-de-passe");
            await anne.Page.PressAsync("Valider");
            await Expect(anne.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(message);
            await Expect(anne.Page.Textbox("N° de convention")).ToHaveValueAsync(People.AnneNumber);
        }
    }
}
