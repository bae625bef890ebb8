using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;


/// <summary>Impatient hands: two presses, Back, reload, two tabs. One request, one payment; and strangers' addresses lead nowhere.</summary>
public class OnceTests(Chromium chromium, Counters counters) : JourneyTest(chromium, counters)
{
    [Theory, EachDatabase(true), EachDatabase(false)]
    public async Task Two_presses_on_Continuer_make_one_request(DatabaseKind kind, bool scripts)
    {
        var till = await TillAsync(await SharedAsync(kind), o => o.JavaScriptEnabled = scripts);
        await till.ToRequestAsync();
        var reference = await NewReferenceAsync(till);
        await till.Page.Button("Continuer").DblClickAsync();
        await till.Page.ShouldBeAtAsync("QR Code de paiement");
        await till.Page.GotoAsync("/encaissement");
        await Expect(till.Row(reference)).ToHaveCountAsync(1);
    }

    [Theory, EachDatabase]
    public async Task Back_after_the_code_leads_to_the_request_that_was_sent(DatabaseKind kind)
    {
        var till = await TillAsync(await SharedAsync(kind));
        await till.ToRequestAsync();
        var reference = await NewReferenceAsync(till);
        await till.Page.PressAsync("Continuer");
        var link = await till.ReadCodeAsync();
        await till.Page.GoBackAsync();
        // From the browser's cache the form, else what became of it: pressing «Continuer» or the link leads to the one request.
        await Expect(till.Page.Button("Continuer").Or(till.Page.GetByRole(AriaRole.Link, new() { Name = "Voir l'opération" }))).ToBeVisibleAsync();
        if (await till.Page.Button("Continuer").CountAsync() > 0) await till.Page.PressAsync("Continuer");
        else await till.Page.GetByRole(AriaRole.Link, new() { Name = "Voir l'opération" }).ClickAsync();
        (await till.ReadCodeAsync()).ShouldBe(link);
        await till.Page.GotoAsync("/encaissement");
        await Expect(till.Row(reference)).ToHaveCountAsync(1);
    }

    [Theory, EachDatabase]
    public async Task A_reload_at_each_step_loses_nothing_and_makes_nothing(DatabaseKind kind)
    {
        var counter = await SharedAsync(kind);
        var (till, lea) = (await TillAsync(counter), await CustomerAsync(counter, People.Lea));
        await till.ToRequestAsync();
        await till.Page.ReloadAsync();
        await till.Page.ShouldBeAtAsync("Demande de paiement immédiat");
        var reference = await NewReferenceAsync(till);
        await till.Page.PressAsync("Précédent");
        await till.Page.ShouldBeAtAsync("Choix du paiement");
        await till.Page.ReloadAsync();
        await till.Page.PressAsync("Continuer");
        await Expect(till.Page.Textbox("Montant (20,00 € minimum)")).ToHaveValueAsync("20,00");
        await Expect(till.Page.Textbox("N° de panier")).ToHaveValueAsync(reference);
        await till.Page.PressAsync("Continuer");
        var link = await till.ReadCodeAsync();
        await till.Page.ReloadAsync();
        (await till.ReadCodeAsync()).ShouldBe(link);
        await lea.OpenAsync(link);
        await lea.ApproveAsync(People.Lea.Code, "1,00");
        var balance = await lea.BalanceAsync();
        await lea.Page.GoBackAsync();
        await lea.Page.ReloadAsync();
        await lea.Page.ShouldBeAtAsync("Paiement effectué");
        await till.ShouldSeePaidAsync("1,00 €", left: "19,00 €");
        await till.Page.ReloadAsync();
        await till.ShouldSeePaidAsync("1,00 €", left: "19,00 €");
        (await lea.BalanceAsync()).ShouldBe(balance);
        await till.Page.GotoAsync("/encaissement");
        await Expect(till.Row(reference)).ToHaveCountAsync(1);
    }

    [Theory, EachDatabase]
    public async Task Two_tabs_of_one_draft_make_one_request(DatabaseKind kind)
    {
        var counter = await SharedAsync(kind);
        var (till, tab) = (await TillAsync(counter), await TillAsync(counter));
        await till.ToRequestAsync();
        var reference = await NewReferenceAsync(till);
        await tab.Page.GotoAsync(till.Page.Url);
        await tab.Page.Textbox("Montant (20,00 € minimum)").FillAsync("50,00");
        await tab.Page.Textbox("N° de panier").FillAsync(reference);
        await till.Page.PressAsync("Continuer");
        var link = await till.ReadCodeAsync();
        await tab.Page.PressAsync("Continuer");
        (await tab.ReadCodeAsync()).ShouldBe(link);
        await Expect(tab.Page.GetByText("20,00 €").First).ToBeVisibleAsync();
        await tab.Page.GotoAsync("/encaissement");
        await Expect(till.Row(reference).Or(tab.Row(reference))).ToHaveCountAsync(1);
    }

    [Theory, EachDatabase]
    public async Task A_basket_that_was_asked_for_already_is_shown_before_a_second_request(DatabaseKind kind)
    {
        var till = await TillAsync(await SharedAsync(kind));
        await till.ToRequestAsync();
        var reference = await NewReferenceAsync(till);
        await till.Page.PressAsync("Continuer");
        await till.ReadCodeAsync();
        await till.ToRequestAsync();
        await till.Page.Textbox("Montant (20,00 € minimum)").FillAsync("20,00");
        await till.Page.Textbox("N° de panier").FillAsync(reference);
        await till.Page.PressAsync("Continuer");
        await Expect(till.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync($"Le panier {reference} a déjà une demande");
        await till.Page.PressAsync("Faire une deuxième demande");
        await till.ReadCodeAsync();
        await till.Page.GotoAsync("/encaissement");
        await Expect(till.Row(reference)).ToHaveCountAsync(2);
    }

    [Theory, EachDatabase(true), EachDatabase(false)]
    public async Task Two_taps_on_Confirmer_pay_once(DatabaseKind kind, bool scripts)
    {
        var counter = await SharedAsync(kind);
        var till = await TillAsync(counter);
        var lea = await CustomerAsync(counter, People.Lea, o => o.JavaScriptEnabled = scripts);
        var before = await lea.BalanceAsync();
        await lea.OpenAsync(await till.ShowCodeAsync("20,00"));
        await lea.ToConfirmationAsync("2,00");
        await lea.Page.GetByLabel("Code secret").FillAsync(People.Lea.Code);
        await lea.Page.Button("Confirmer").DblClickAsync();
        await lea.Page.ShouldBeAtAsync("Paiement effectué");
        (await lea.BalanceAsync()).ShouldBe(before - 2_00);
        await till.ShouldSeePaidAsync("2,00 €", left: "18,00 €");
    }

    [Theory, EachDatabase]
    public async Task What_belongs_to_others_does_not_exist(DatabaseKind kind)
    {
        var counter = await SharedAsync(kind);
        var (till, lea) = (await TillAsync(counter), await CustomerAsync(counter, People.Lea));
        await till.ToRequestAsync();
        var draft = new Uri(till.Page.Url).AbsolutePath;
        await till.Page.Textbox("Montant (20,00 € minimum)").FillAsync("20,00");
        await till.Page.PressAsync("Continuer");
        var link = await till.ReadCodeAsync();
        var number = till.Number();
        await lea.OpenAsync(link);
        await lea.ApproveAsync(People.Lea.Code, "1,00");

        var anne = await PersonAsync("Anne", counter);
        await anne.SignInAsMerchantAsync(People.AnneNumber, People.AnnePassword);
        string[] addresses = [draft, $"/encaissement/operations/{number}", $"/encaissement/operations/{number}/annuler", $"/encaissement/nouveau/operation/{number}/qr",
            $"/encaissement/nouveau/operation/{number}/detail", $"/encaissement/nouveau/operation/{number}/mode", $"/encaissement/nouveau/operation/{number}/envoyer",
            $"/encaissement/operations/{number}/etat", $"/encaissement/operations/{number}/flux", "/encaissement?point=10000651", "/encaissement/nouveau?point=10000651"];
        foreach (var address in addresses) (await anne.Page.GotoAsync(address))!.Status.ShouldBe(404, address);

        var karim = await CustomerAsync(counter, People.Karim);
        foreach (var address in (string[])[$"/app/paiements/{number}", $"/app/demandes/{number}", $"/app/demandes/{number}/confirmation?centimes=100"])
            (await karim.Page.GotoAsync(address))!.Status.ShouldBe(404, address);
        // Nor does a side of the house open to the other.
        await karim.Page.GotoAsync("/encaissement");
        await karim.Page.ShouldBeAtAsync("Connexion");
    }

    /// <summary>A reference of this test alone, with an amount; the form is ready to be sent.</summary>
    static async Task<string> NewReferenceAsync(Person till)
    {
        var reference = $"TEST-{Path.GetRandomFileName()}";
        await till.Page.Textbox("Montant (20,00 € minimum)").FillAsync("20,00");
        await till.Page.Textbox("N° de panier").FillAsync(reference);
        return reference;
    }
}
