using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;


/// <summary>The whole journey with JavaScript off, on both sides: the live parts by a refresh of the page.</summary>
public class WithoutScriptsTests(Chromium chromium, Counters counters) : JourneyTest(chromium, counters)
{
    static void NoScripts(BrowserNewContextOptions options) => options.JavaScriptEnabled = false;

    [Theory, EachDatabase]
    public async Task From_sign_in_to_money_moved(DatabaseKind kind)
    {
        var counter = await SharedAsync(kind);
        var paul = await PersonAsync("Paul", counter, change: NoScripts);
        await paul.SignInAsMerchantAsync(People.PaulNumber, People.PaulPassword);
        await paul.ChoosePointAsync(People.PinsName);
        var link = await paul.ShowCodeAsync("40,00");
        var lea = await PersonAsync("Lea", counter, change: NoScripts);
        await lea.Page.GotoAsync(link);
        await lea.SignInAsCustomerAsync(People.Lea.Number, People.Lea.Password);
        await lea.Page.ShouldBeAtAsync("Demande de paiement");
        await lea.ApproveAsync(People.Lea.Code, "30,00");
        await paul.ShouldSeePaidAsync("30,00 €", left: "10,00 €"); // the page refreshes itself
        await paul.Page.PressAsync("Fermer");
        await paul.Page.ShouldBeAtAsync("Vos opérations");
    }

    [Theory, EachDatabase]
    public async Task Cancel_asks_on_a_page_of_its_own_and_the_mode_can_be_changed(DatabaseKind kind)
    {
        var counter = await SharedAsync(kind);
        var till = await TillAsync(counter, NoScripts);
        await till.ShowCodeAsync("20,00");
        await till.Page.PressAsync("Changer de mode d'encaissement");
        await till.Page.ByIdentifierAsync(People.Karim.Email);
        await till.Page.PressAsync("Continuer");
        await till.Page.ShouldBeAtAsync("Détail du paiement");
        await till.Page.PressAsync("Annuler");
        await till.Page.ShouldBeAtAsync("ANNULER L'OPÉRATION");
        await till.Page.PressAsync("OUI");
        await till.Page.ShouldBeAtAsync("Détail du paiement");
        await Expect(till.Page.GetByText("L'opération a été annulée").First).ToBeVisibleAsync();
    }
}
