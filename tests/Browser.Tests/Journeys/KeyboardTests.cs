using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>Path A without a mouse on either side.</summary>
public class KeyboardTests(Chromium chromium, Counters counters) : JourneyTest(chromium, counters)
{
    const int MostTabs = 80;

    /// <summary>On the element, what stands around it, or its label where that is the face of it.</summary>
    const string FocusIsSeen = """
        element => [[element], [element.parentElement], ...[...(element.labels ?? [])].flatMap(label => [[label], [label, "::after"]])].some(([e, part]) => {
          const style = getComputedStyle(e, part);
          return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
        })
        """;

    [Theory, EachDatabase]
    public async Task Path_A_is_walked_with_the_keyboard_alone(DatabaseKind kind)
    {
        var counter = await SharedAsync(kind);
        var paul = await PersonAsync("Paul", counter);
        var page = paul.Page;
        await page.GotoAsync("/connexion");
        await TypeAsync(page, page.Textbox("N° de convention"), People.PaulNumber);
        await TypeAsync(page, page.GetByLabel("Mot de passe"), People.PaulPassword);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Déconnexion" }).WaitForAsync();
        await page.GotoAsync("/encaissement");
        await page.ShouldBeAtAsync("Choisissez le point d'accueil");
        await TabToAsync(page, page.GetByRole(AriaRole.Radio).First);
        await page.Keyboard.PressAsync("Space");
        await TabToAsync(page, page.Button("Valider"));
        await page.Keyboard.PressAsync("Enter");
        await page.ShouldBeAtAsync("Vos opérations");
        await TabToAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Encaisser", Exact = true }).First);
        await page.Keyboard.PressAsync("Enter");
        await page.ShouldBeAtAsync("Choix du paiement");
        await TabToAsync(page, page.Button("Continuer"));
        await page.Keyboard.PressAsync("Enter");
        await page.ShouldBeAtAsync("Demande de paiement immédiat");
        await TypeAsync(page, page.Textbox("Montant (20,00 € minimum)"), "40,00");
        await page.Keyboard.PressAsync("Enter"); // means «Continuer»
        var link = await paul.ReadCodeAsync();

        await TabToAsync(page, page.Button("Annuler"));
        await page.Keyboard.PressAsync("Enter");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(page.Button("Annuler")).ToBeFocusedAsync(); // back where one was

        var lea = await CustomerAsync(counter, People.Lea);
        await lea.OpenAsync(link);
        await lea.Page.Keyboard.PressAsync("Tab");
        await TypeAsync(lea.Page, lea.Page.Textbox("Montant à payer"), "30,00");
        await TabToAsync(lea.Page, lea.Page.Button("Approuver"));
        await lea.Page.Keyboard.PressAsync("Enter");
        await lea.Page.ShouldBeAtAsync("Confirmer le paiement");
        await TypeAsync(lea.Page, lea.Page.GetByLabel("Code secret"), People.Lea.Code);
        await lea.Page.Keyboard.PressAsync("Enter");
        await lea.Page.ShouldBeAtAsync("Paiement effectué");

        await paul.ShouldSeePaidAsync("30,00 €", left: "10,00 €");
        await TabToAsync(page, page.Button("Fermer"));
        await page.Keyboard.PressAsync("Enter");
        await page.ShouldBeAtAsync("Vos opérations");
    }

    [Fact]
    public async Task From_sign_in_a_held_payment_is_searched_found_and_validated_with_the_keyboard_alone()
    {
        var counter = await SharedAsync(DatabaseKind.Sqlite);
        var page = (await PersonAsync("till", counter)).Page;
        await page.GotoAsync("/connexion");
        await TypeAsync(page, page.Textbox("N° de convention"), People.PinsNumber);
        await TypeAsync(page, page.GetByLabel("Mot de passe"), People.PinsPassword);
        await page.Keyboard.PressAsync("Enter");
        await page.ShouldBeAtAsync("Vos opérations");
        await page.LoadedAsync(); // the keys are a script's
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("week-end");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".ops__row")).ToHaveCountAsync(1);
        await page.LoadedAsync();
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator("td.ops__basket a")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown"); // already at the last
        await TabToAsync(page, page.Locator(".ops__row").GetByRole(AriaRole.Link, new() { NameRegex = new("^Valider ") }));
        await page.Keyboard.PressAsync("Enter");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "VALIDER LA PRÉ-RÉSERVATION" });
        await TypeAsync(page, dialog.Amount(), "120,00");
        await TabToAsync(page, dialog.GetByRole(AriaRole.Button, new() { Name = "Valider", Exact = true }));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".ops__row .chip")).ToHaveTextAsync(ListSteps.Validated);
        await Expect(page.Locator(".ops__row .ops__received")).ToHaveTextAsync($"+{WizardSteps.Spaced("120,00 €")}");
        await page.GetByRole(AriaRole.Dialog).WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    static async Task TypeAsync(IPage page, ILocator field, string text)
    {
        await TabToAsync(page, field);
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Presses Tab until the element has the focus, which must then be visible.</summary>
    static async Task TabToAsync(IPage page, ILocator target)
    {
        await target.WaitForAsync();
        for (var tabs = 0; tabs < MostTabs; tabs++)
        {
            if (await target.EvaluateAsync<bool>("e => e === document.activeElement"))
            {
                (await target.EvaluateAsync<bool>(FocusIsSeen)).ShouldBeTrue($"focus can be seen on {target}");
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        throw new InvalidOperationException($"{MostTabs} tabs do not lead to {target}");
    }
}
