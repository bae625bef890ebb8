using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>Path A by QR code, from sign-in to money moved.</summary>
public class QrCodeTests(Chromium chromium, Counters counters) : JourneyTest(chromium, counters)
{
    [Theory, EachDatabase]
    public async Task A_signatory_asks_for_40_euros_and_the_customer_pays_30_of_them(DatabaseKind kind)
    {
        var counter = await CounterAsync(kind); // Léa with her 250,00 €
        var paul = await PersonAsync("Paul", counter);
        await paul.SignInAsMerchantAsync(People.PaulNumber, People.PaulPassword);
        await Expect(paul.Page.GetByText("Bonjour, Paul Rivière")).ToBeVisibleAsync();
        await paul.ChoosePointAsync(People.PinsName);
        await Expect(paul.Page.GetByText(People.PinsName).First).ToBeVisibleAsync();
        await paul.ToRequestAsync();
        var reference = await paul.Page.Textbox("N° de panier").InputValueAsync();
        await paul.Page.Textbox("Montant (20,00 € minimum)").FillAsync("40,00");
        await paul.Page.PressAsync("Continuer");
        var link = await paul.ReadCodeAsync();
        link.ShouldStartWith(new Uri(counter.Server.Url, "/app/r/").AbsoluteUri);
        await Expect(paul.Page.GetByText("40,00 €").First).ToBeVisibleAsync();

        var lea = await PersonAsync("Lea", counter, change: o => o.ViewportSize = new() { Width = 390, Height = 844 });
        await lea.Page.GotoAsync(link);
        await lea.SignInAsCustomerAsync(People.Lea.Email, People.Lea.Password);
        await lea.Page.ShouldBeAtAsync("Demande de paiement");
        await Expect(lea.Page.GetByText(People.PinsName).First).ToBeVisibleAsync();
        await Expect(lea.Page.Textbox("Montant à payer")).ToHaveValueAsync("40,00");
        await lea.ApproveAsync(People.Lea.Code, "30,00");

        await paul.ShouldSeePaidAsync("30,00 €", left: "10,00 €");
        await paul.Page.PressAsync("Fermer");
        await paul.Page.ShouldBeAtAsync("Vos opérations");
        await Expect(paul.Row(reference)).ToContainTextAsync("Paiement immédiat");
        await Expect(paul.Row(reference)).ToContainTextAsync("Validé");
        await Expect(paul.Row(reference)).ToContainTextAsync("partiel");
        await Expect(paul.Row(reference)).ToContainTextAsync("+40,00 €");
        await Expect(paul.Row(reference)).ToContainTextAsync("+30,00 €");
        (await lea.BalanceAsync()).ShouldBe(220_00);
        await lea.Page.GotoAsync("/app/historique");
        await Expect(lea.Page.GetByRole(AriaRole.Link).Filter(new() { HasText = People.PinsName }).First).ToContainTextAsync("−30,00 €");
    }

    [Theory, EachDatabase]
    public async Task A_point_account_asks_and_the_customer_pays_all_of_it(DatabaseKind kind)
    {
        var counter = await SharedAsync(kind);
        var till = await PersonAsync("point account", counter);
        await till.SignInAsMerchantAsync(People.PinsNumber, People.PinsPassword);
        await till.Page.GotoAsync("/encaissement");
        await till.Page.ShouldBeAtAsync("Vos opérations"); // never asked to choose
        var lea = await CustomerAsync(counter, People.Lea);
        var before = await lea.BalanceAsync();
        await lea.OpenAsync(await till.ShowCodeAsync("20"));
        await lea.ApproveAsync(People.Lea.Code);
        await till.ShouldSeePaidAsync("20,00 €");
        (await lea.BalanceAsync()).ShouldBe(before - 20_00);
    }

    [Theory, EachDatabase]
    public async Task A_known_phone_asks_for_its_code_alone_and_the_payment_appears_in_the_open_list(DatabaseKind kind)
    {
        var counter = await SharedAsync(kind);
        var till = await TillAsync(counter);
        var link = await till.ShowCodeAsync("25,00");
        var number = till.Number();
        var list = await TillAsync(counter);
        await list.Page.GotoAsync("/encaissement");
        var row = list.Page.Locator($"[data-payment='{number}']");
        await Expect(row).ToContainTextAsync("En attente de paiement client");

        var lea = await CustomerAsync(counter, People.Lea);
        await lea.Context.ClearCookiesAsync(new() { NameString = "guichet-app" }); // the session has ended, the device is known
        await lea.Page.GotoAsync(link);
        await lea.Page.ShouldBeAtAsync("Bonjour Léa");
        await lea.Page.GetByLabel("Code secret").FillAsync(People.Lea.Code);
        await lea.Page.PressAsync("Se connecter");
        await lea.Page.ShouldBeAtAsync("Demande de paiement");
        await lea.ApproveAsync(People.Lea.Code, "0,01");
        await till.ShouldSeePaidAsync("0,01 €", left: "24,99 €");
        await Expect(row).ToContainTextAsync("Validé");
        await Expect(row).ToContainTextAsync("+0,01 €");
    }

    [Theory, EachDatabase]
    public async Task The_first_who_pays_pays_and_the_other_is_told(DatabaseKind kind)
    {
        var counter = await SharedAsync(kind);
        var till = await TillAsync(counter);
        var (lea, karim) = (await CustomerAsync(counter, People.Lea), await CustomerAsync(counter, People.Karim));
        var link = await till.ShowCodeAsync("20,00");
        await lea.OpenAsync(link);
        await karim.OpenAsync(link);
        await karim.ToConfirmationAsync("1,00");
        await lea.ApproveAsync(People.Lea.Code, "2,00");
        await Expect(karim.Page.GetByText("Demande déjà payée").Or(karim.Page.GetByLabel("Code secret")).First).ToBeVisibleAsync();
        if (await karim.Page.GetByLabel("Code secret").CountAsync() > 0)
        {
            await karim.Page.GetByLabel("Code secret").FillAsync(People.Karim.Code);
            await karim.Page.PressAsync("Confirmer");
        }

        await Expect(karim.Page.GetByText("Demande déjà payée")).ToBeVisibleAsync();
        await till.ShouldSeePaidAsync("2,00 €", left: "18,00 €");
    }
}
