using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>Léa and her phones: a passkey that opens and pays, a page that locks itself, a lost phone.</summary>
public class AppAccessTests(Chromium chromium) : BrowserTest(chromium)
{
    static readonly TimeSpan Idle = TimeSpan.FromMinutes(15);

    [Theory, EachDatabase]
    public async Task A_passkey_is_added_with_the_code_opens_the_app_and_approves_one_payment(DatabaseKind kind)
    {
        var counter = await CounterAsync(kind);
        var lea = await AtPhoneAsync(counter, "Léa");
        var page = lea.Page;
        await OwnAccessTests.PasskeysAsync(page);
        await page.GotoAsync("/app/compte/cles");
        await page.Textbox("Nom de la clé").FillAsync("Téléphone de Léa");
        await page.GetByLabel("Code secret").FillAsync(People.Lea.Code);
        await page.PressAsync("Créer la clé d'accès");
        await Expect(page.GetByText("La clé d'accès est ajoutée.")).ToBeVisibleAsync();

        await page.GotoAsync("/app/compte");
        await page.PressAsync("Déconnexion");
        await page.GotoAsync("/app/code?retour=%2Fapp%2Fcompte");
        await page.PressAsync("Ouvrir avec une clé d'accès");
        await Expect(page.GetByText(People.Lea.Name)).ToBeVisibleAsync();

        await AskAsync(counter);
        var before = await lea.BalanceAsync();
        await page.GotoAsync("/app");
        await page.Locator("a.request").First.ClickAsync();
        await lea.ToConfirmationAsync();
        await page.PressAsync("Confirmer avec une clé d'accès");
        await page.ShouldBeAtAsync("Paiement effectué");
        Assert.True(await lea.BalanceAsync() < before);
    }

    [Theory, EachDatabase]
    public async Task An_open_page_hides_the_balance_and_asks_for_the_code_after_a_quarter_of_an_hour(DatabaseKind kind)
    {
        var counter = await CounterAsync(kind);
        var lea = await AtPhoneAsync(counter, "Léa");
        var page = lea.Page;
        await page.Clock.InstallAsync();
        await page.GotoAsync("/app/historique");
        await page.Clock.RunForAsync((long)(Idle - TimeSpan.FromSeconds(5)).TotalMilliseconds);
        await page.ShouldBeAtAsync("Historique");
        await page.Clock.RunForAsync((long)(TimeSpan.FromSeconds(10)).TotalMilliseconds);
        await page.ToAddressAsync(url => url.EndsWith("/app/code?retour=%2Fapp%2Fhistorique", StringComparison.Ordinal));
        await page.GetByLabel("Code secret").FillAsync(People.Lea.Code);
        await page.PressAsync("Se connecter");
        await page.ShouldBeAtAsync("Historique");
    }

    [Theory, EachDatabase]
    public async Task A_page_opened_in_another_tab_begins_the_time_again_and_a_locked_one_shows_nothing(DatabaseKind kind)
    {
        var counter = await CounterAsync(kind);
        var lea = await AtPhoneAsync(counter, "Léa");
        var page = lea.Page;
        await page.Clock.InstallAsync();
        await page.GotoAsync("/app");
        await page.Clock.RunForAsync((long)(Idle - TimeSpan.FromMinutes(5)).TotalMilliseconds);
        await page.EvaluateAsync("at => new BroadcastChannel('guichet-lock').postMessage(at)", (await page.EvaluateAsync<long>("Date.now()")));
        await page.Clock.RunForAsync((long)(TimeSpan.FromMinutes(10)).TotalMilliseconds);
        await page.ShouldBeAtAsync("Mon solde");
        // Without the network there is no page to go to: what is there is hidden all the same.
        await page.RouteAsync("**/app/code*", route => route.AbortAsync());
        await page.Clock.RunForAsync((long)(TimeSpan.FromMinutes(6)).TotalMilliseconds);
        await Expect(page.Locator("#balance")).ToBeHiddenAsync();
    }

    [Theory, EachDatabase]
    public async Task A_lost_phone_is_locked_out_from_another_and_the_password_opens_the_wallet_again(DatabaseKind kind)
    {
        var counter = await CounterAsync(kind);
        var (lost, other) = (await AtPhoneAsync(counter, "the lost phone"), await PersonAsync("a borrowed phone", counter));
        var page = other.Page;
        await page.GotoAsync("/app/connexion");
        await page.GetByRole(AriaRole.Link, new() { Name = "J'ai perdu mon téléphone" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Se connecter et bloquer" }).ClickAsync();
        await other.SignInAsCustomerAsync(People.Lea.Email, People.Lea.Password);
        await page.ShouldBeAtAsync("Bloquer mon compte titres");
        await page.PressAsync("Bloquer maintenant");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Votre compte titres est bloqué");

        await lost.Page.GotoAsync("/app");
        await lost.Page.ToAddressAsync(url => url.Contains("/app/connexion", StringComparison.Ordinal));
        await AskAsync(counter);
        await page.GotoAsync("/app");
        await page.Locator("a.request").First.ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Cette demande ne peut pas être payée pour le moment");
        await Expect(page.Button("Approuver")).ToHaveCountAsync(0);

        await page.GotoAsync("/app/compte/blocage");
        await page.GetByLabel("Mot de passe").FillAsync(People.Lea.Password);
        await page.PressAsync("Débloquer");
        await Expect(page.GetByText("Votre compte titres est débloqué.")).ToBeVisibleAsync();
        await page.GotoAsync("/app");
        await page.Locator("a.request").First.ClickAsync();
        await other.ApproveAsync(People.Lea.Code);
    }

    async Task<Person> AtPhoneAsync(Counter counter, string name)
    {
        var lea = await PersonAsync(name, counter);
        await lea.Page.GotoAsync("/app/connexion");
        await lea.SignInAsCustomerAsync(People.Lea.Email, People.Lea.Password);
        await lea.Page.ShouldBeAtAsync("Mon solde");
        return lea;
    }

    /// <summary>A till asks Léa for 20,00 €.</summary>
    async Task AskAsync(Counter counter)
    {
        var till = await PersonAsync("till", counter);
        await till.SignInAsMerchantAsync(People.PinsNumber, People.PinsPassword);
        await till.SendToAsync(People.Lea.Number, "20,00");
        await till.DisposeAsync();
    }
}
