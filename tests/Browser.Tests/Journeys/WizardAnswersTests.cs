using Guichet.Browser.Tests.Infrastructure;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>The wizard of B, C and D under the hands of people: other answers, Back, reload, two tabs, two presses.</summary>
public class WizardAnswersTests(Chromium chromium, Counters counters) : JourneyTest(chromium, counters)
{
    const string Amount = "Montant (20,00 € minimum)", Remember = "Se souvenir de cet e-mail pour les prochains encaissements";

    [Theory, EachDatabase]
    public async Task Other_answers_in_step_1_keep_what_still_applies(DatabaseKind kind)
    {
        var till = await TillAsync(await SharedAsync(kind));
        var page = till.Page;
        var deal = new Deal(PaymentPath.D) { PaymentDays = 7, CaptureDays = 3, Requested = "33,10 €" };
        await till.StartAsync();
        await till.ChooseAsync(deal);
        await page.PressAsync("Continuer");
        await till.FillRequestAsync(deal);
        await page.Textbox("Libellé de la transaction").FillAsync("Deux nuits");

        await AnswerAsync("Immédiatement", "Oui", WizardSteps.Title(PaymentPath.C));
        await Expect(page.Textbox(WizardSteps.ContactLabel(PaymentPath.C))).ToHaveValueAsync(deal.Contact);
        await AnswerAsync("Immédiatement", "Non", "Demande de paiement immédiat");
        await page.Radio("Saisir l'identifiant Chèques-Vacances Connect de mon client").CheckAsync();
        await Expect(page.Textbox("Identifiant du client")).ToHaveValueAsync(deal.Contact);
        await AnswerAsync("En paiement différé", "Non", WizardSteps.Title(PaymentPath.B));
        await Expect(page.Textbox(WizardSteps.ContactLabel(PaymentPath.B))).ToHaveValueAsync(deal.Contact);
        await Expect(page.Textbox(Amount)).ToHaveValueAsync("33,10");
        await AnswerAsync("En paiement différé", "Oui", WizardSteps.Title(PaymentPath.D));
        await Expect(page.Textbox("Libellé de la transaction")).ToHaveValueAsync("Deux nuits");
        await page.PressAsync("Continuer");
        await till.ShouldRecapAsync(deal); // the days and the e-mail of the first answer

        async Task AnswerAsync(string timing, string capture, string title)
        {
            await page.PressAsync("Précédent");
            await page.ShouldBeAtAsync("Choix du paiement");
            await page.Radio(timing).CheckAsync();
            await page.Radio(capture).CheckAsync();
            await Expect(page.Textbox("Limite de paiement")).ToBeVisibleAsync(new() { Visible = timing != "Immédiatement" });
            await Expect(page.Textbox("E-mail")).ToBeVisibleAsync(new() { Visible = capture == "Oui" });
            await page.PressAsync("Continuer");
            await page.ShouldBeAtAsync(title);
        }
    }

    /// <summary>On one database, for no rule of these differs between the two.</summary>
    [Fact]
    public async Task Wrong_days_and_a_wrong_email_are_explained_beside_their_fields_and_stay()
    {
        const string Days = "Choisissez entre 1 et 60 jours.";
        var till = await TillAsync(await SharedAsync(DatabaseKind.Sqlite));
        var page = till.Page;
        await till.StartAsync();
        await page.Radio("En paiement différé").CheckAsync();
        await Expect(page.Textbox("Limite de paiement")).ToHaveValueAsync("10");
        await till.ShouldBeUntilAsync(new Deal(PaymentPath.D) { PaymentDays = 10 });
        await page.Radio("Oui").CheckAsync();
        await Expect(page.Textbox("Délai de validation")).ToHaveValueAsync("2");
        foreach (var (pay, capture, email) in ((string, string, string)[])[("0", "61", ""), ("61", "x", "pins@"), ("", "0", "<b>@example.org"), ("-1", "1,5", "a@b@c.fr")])
        {
            await page.Textbox("Limite de paiement").FillAsync(pay);
            await Expect(page.Locator("output")).ToBeEmptyAsync();
            await page.Textbox("Délai de validation").FillAsync(capture);
            await page.Textbox("E-mail").FillAsync(email);
            await page.PressAsync("Continuer");
            await page.ShouldBeAtAsync("Choix du paiement");
            foreach (var (field, typed, message) in ((string, string, string)[])[("Limite de paiement", pay, $"jours {Days}"), ("Délai de validation", capture, $"jours {Days}"), ("E-mail", email, "Saisissez une adresse e-mail, par exemple nom@exemple.fr.")])
            {
                await Expect(page.Textbox(field)).ToHaveAccessibleDescriptionAsync(message);
                await Expect(page.Textbox(field)).ToHaveValueAsync(typed);
            }
        }

        // What was refused is a page like any other to reload; what is not asked for any more is not demanded.
        await page.ReloadAsync();
        await Expect(page.Textbox("E-mail")).ToHaveValueAsync("a@b@c.fr");
        await page.Radio("Immédiatement").CheckAsync();
        await page.Radio("Non").CheckAsync();
        await page.PressAsync("Continuer");
        await page.ShouldBeAtAsync("Demande de paiement immédiat");
    }

    /// <summary>On a slow line hands are faster than scripts.</summary>
    [Fact]
    public async Task Days_that_were_typed_before_the_scripts_came_have_their_date()
    {
        var till = await TillAsync(await SharedAsync(DatabaseKind.Sqlite));
        await till.StartAsync();
        TaskCompletionSource typed = new();
        await till.Page.RouteAsync("**/js/forms.js*", async route =>
        {
            await typed.Task;
            await route.ContinueAsync();
        });
        await till.Page.GotoAsync(till.Page.Url);
        await till.Page.Radio("En paiement différé").CheckAsync();
        await till.Page.Textbox("Limite de paiement").FillAsync("3");
        typed.SetResult();
        await till.ShouldBeUntilAsync(new Deal(PaymentPath.B) { PaymentDays = 3 });
    }

    [Theory]
    [EachDatabase(PaymentPath.B)]
    [EachDatabase(PaymentPath.C)]
    [EachDatabase(PaymentPath.D)]
    public async Task Back_reload_two_tabs_and_two_presses_make_one_request(DatabaseKind kind, PaymentPath path)
    {
        var counter = await SharedAsync(kind);
        var (till, tab) = (await TillAsync(counter), await TillAsync(counter));
        var page = till.Page;
        var deal = new Deal(path);
        await till.StartAsync();
        await till.ChooseAsync(deal);
        await page.PressAsync("Continuer");
        await page.ShouldBeAtAsync(WizardSteps.Title(path));
        await BackAndReloadAsync(page);
        await page.ShouldBeAtAsync("Choix du paiement");
        await Expect(page.Radio(deal.IsDeferred ? "En paiement différé" : "Immédiatement")).ToBeCheckedAsync();
        if (deal.IsReservation) await Expect(page.Textbox("E-mail")).ToHaveValueAsync(deal.NotifyEmail);
        await page.PressAsync("Continuer");
        await till.FillRequestAsync(deal);
        await page.PressAsync("Continuer");
        await till.ShouldRecapAsync(deal);
        await BackAndReloadAsync(page);
        await Expect(page.Textbox("N° de panier")).ToHaveValueAsync(deal.Basket);
        await Expect(page.Textbox(WizardSteps.ContactLabel(path))).ToHaveValueAsync(deal.Contact);
        await page.PressAsync("Continuer");
        await till.ShouldRecapAsync(deal);
        await ReloadAsync(page);
        await till.ShouldRecapAsync(deal);

        // The other tab has read 40,00 €; this one asks for 50,00 € now.
        await tab.Page.GotoAsync(page.Url);
        await tab.ShouldRecapAsync(deal);
        deal = deal with { Requested = "50,00 €" };
        await page.PressAsync("Modifier");
        await till.FillRequestAsync(deal);
        await page.PressAsync("Continuer");
        await till.ShouldRecapAsync(deal);
        await tab.Page.PressAsync("Envoyer");
        await Expect(tab.Page.GetByText("La demande a été modifiée dans un autre onglet.")).ToBeVisibleAsync();
        await tab.ShouldRecapAsync(deal);

        await page.Button("Envoyer").DblClickAsync();
        await till.ShouldWaitAsync(deal);
        deal = deal with { Number = till.Number() };
        await tab.Page.PressAsync("Envoyer");
        await tab.ShouldWaitAsync(deal);
        tab.Number().ShouldBe(deal.Number);
        await BackAndReloadAsync(tab.Page); // what was refused there is a page like any other
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Voir l'opération" }).ClickAsync();
        await tab.ShouldWaitAsync(deal);
        await ReloadAsync(page);
        await till.ShouldWaitAsync(deal);
        await page.PressAsync("Fermer");
        await page.ShouldBeAtAsync("Vos opérations");
        await Expect(till.Row(deal.Basket)).ToHaveCountAsync(1);
    }

    static async Task BackAndReloadAsync(IPage page)
    {
        await page.LoadedAsync();
        await page.GoBackAsync();
        await page.ReloadAsync();
    }

    static async Task ReloadAsync(IPage page)
    {
        await page.LoadedAsync(); // a reload during a navigation is that of the page before
        await page.ReloadAsync();
    }

    [Theory, EachDatabase]
    public async Task The_email_is_remembered_for_the_account_until_it_is_told_to_forget(DatabaseKind kind)
    {
        var counter = await SharedAsync(kind);
        var (till, paul) = (await TillAsync(counter), await KnownAsync("paul", counter, person => person.SignInAsMerchantAsync(People.PaulNumber, People.PaulPassword), null));
        var deal = new Deal(PaymentPath.C);
        await SendAsync(deal, remember: true);
        await ShouldOfferAsync(till, deal.NotifyEmail);
        // Another address for once: neither remembered nor a reason to forget.
        await SendAsync(new Deal(PaymentPath.C), remember: false);
        await ShouldOfferAsync(till, deal.NotifyEmail);
        await paul.ChoosePointAsync(People.PinsName);
        await ShouldOfferAsync(paul, "");
        await SendAsync(deal with { Basket = $"{deal.Basket}-2" }, remember: false);
        await ShouldOfferAsync(till, "");

        async Task SendAsync(Deal asked, bool remember)
        {
            await till.StartAsync();
            await till.ChooseAsync(asked);
            await till.Page.GetByRole(AriaRole.Checkbox, new() { Name = Remember }).SetCheckedAsync(remember);
            await till.Page.PressAsync("Continuer");
            await till.FillRequestAsync(asked);
            await till.Page.PressAsync("Continuer");
            await till.Page.PressAsync("Envoyer");
            await till.ShouldWaitAsync(asked);
        }

        static async Task ShouldOfferAsync(Person person, string email)
        {
            await person.StartAsync();
            await person.Page.Radio("Oui").CheckAsync();
            await Expect(person.Page.Textbox("E-mail")).ToHaveValueAsync(email);
            await Expect(person.Page.GetByRole(AriaRole.Checkbox, new() { Name = Remember })).ToBeCheckedAsync(new() { Checked = email.Length > 0 });
        }
    }
}
