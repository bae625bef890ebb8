using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>Time moved by the demonstration's clock: what is open elsewhere follows by itself, and nobody is signed out.</summary>
public class PracticeClockTests(Chromium chromium, Counters counters) : JourneyTest(chromium, counters)
{
    [Theory, EachDatabase]
    public async Task A_deferred_request_expires_on_the_open_pages_when_the_clock_passes_its_limit(DatabaseKind kind)
    {
        var counter = await CounterAsync(kind); // a clock of its own
        var (till, lea) = (await TillAsync(counter), await CustomerAsync(counter, People.Lea));
        await AskForTomorrowAsync(till.Page);
        var number = till.Number();
        var list = await till.Context.NewPageAsync();
        await list.GotoAsync("/encaissement");
        var row = list.Locator($"[data-payment='{number}']");
        await Expect(row).ToContainTextAsync("En attente de paiement client");
        await lea.Page.GotoAsync($"/app/demandes/{number}");
        await lea.Page.ShouldBeAtAsync("Demande de paiement");

        var clock = await till.Context.NewPageAsync();
        await clock.GotoAsync("/demo/clock");
        await Expect(list.GetByRole(AriaRole.Link, new() { NameRegex = new("^Horloge d'entraînement") })).Not.ToContainTextAsync("avance");
        await clock.PressAsync("+1 jour");
        await Expect(clock.GetByText("L'horloge a avancé.")).ToBeVisibleAsync();
        await Expect(row).ToContainTextAsync("hier"); // days are told from the new day, though nothing happened to the request
        await Expect(row).ToContainTextAsync("En attente de paiement client");
        await till.Page.ShouldBeAtAsync("Détail du paiement");

        await clock.PressAsync("Passer minuit");
        await Expect(till.Page.GetByText("La demande a expiré").First).ToBeVisibleAsync();
        await Expect(row).ToContainTextAsync("Expiré");
        await Expect(lea.Page.GetByRole(AriaRole.Heading, new() { Name = "Demande expirée" })).ToBeVisibleAsync();
        foreach (var page in (IPage[])[till.Page, list, lea.Page])
        {
            await Expect(page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Horloge d'entraînement") })).ToContainTextAsync("d'avance");
        }

        await list.ReloadAsync();
        await list.ShouldBeAtAsync("Vos opérations");
        (await lea.BalanceAsync()).ShouldBe(250_00);
    }

    [Theory, EachDatabase]
    public async Task A_code_that_is_shown_counts_down_rightly_when_the_clock_is_ahead(DatabaseKind kind)
    {
        var counter = await CounterAsync(kind);
        var till = await TillAsync(counter);
        await till.Page.GotoAsync("/demo/clock");
        await till.Page.PressAsync("+7 jours");
        await Expect(till.Page.GetByText("L'horloge a avancé.")).ToBeVisibleAsync();
        await till.ShowCodeAsync("20,00");
        await Expect(till.Page.GetByText(new System.Text.RegularExpressions.Regex("^Expire dans 14:[0-5][0-9]$"))).ToBeVisibleAsync();

        var clock = await till.Context.NewPageAsync();
        await clock.GotoAsync("/demo/clock");
        await clock.PressAsync("+1 heure");
        await Expect(till.Page.GetByText("La demande a expiré").First).ToBeVisibleAsync();
        await till.ShowCodeAsync("20,00"); // still signed in
    }

    /// <summary>Path B by the form, to be paid until tomorrow.</summary>
    static async Task AskForTomorrowAsync(IPage page)
    {
        await page.GotoAsync("/encaissement/nouveau");
        await page.ShouldBeAtAsync("Choix du paiement");
        await page.GetByRole(AriaRole.Radio, new() { Name = "En paiement différé" }).CheckAsync();
        await page.Locator("#payment_days").FillAsync("1");
        await page.PressAsync("Continuer");
        await page.ShouldBeAtAsync("Demande de paiement différé");
        await page.Textbox("Montant (20,00 € minimum)").FillAsync("40,00");
        await page.Textbox("E-mail de mon client").FillAsync(People.Lea.Email);
        await page.PressAsync("Continuer");
        await page.ShouldBeAtAsync("Confirmation");
        await page.PressAsync("Envoyer");
        await page.ShouldBeAtAsync("Détail du paiement");
    }
}
