using Guichet.Browser.Tests.Infrastructure;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>What the detail of an operation offers beside deciding on it: send again, ask again, a note, the receipt.</summary>
public class DetailTests(Chromium chromium, MailedCounters counters) : DealTest(chromium, counters)
{
    [Fact]
    public async Task A_request_is_sent_again_and_its_letter_comes_again()
    {
        var counter = await SharedAsync(DatabaseKind.Sqlite);
        var till = await TillAsync(counter);
        var deal = await till.AskAsync(new Deal(PaymentPath.B) { Account = null, Contact = "voisine@example.net" });
        await PostOf(counter).AboutAsync(counter, deal.Number, atLeast: 1);
        await OpenDetailAsync(till, deal);
        await till.Page.PressAsync("Renvoyer");
        await Expect(till.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("L'e-mail vient de partir : vous pourrez le renvoyer dans une minute.".Replace(" :", "\u00A0:", StringComparison.Ordinal));

        await till.MoveClockAsync(ClockSteps.Hour);
        await OpenDetailAsync(till, deal);
        await till.Page.GetByLabel("Nouvelle note").FillAsync("Je garde cette phrase");
        await till.Page.PressAsync("Renvoyer");
        await Expect(till.Page.GetByText($"Demande renvoyée à {deal.Contact}")).ToBeVisibleAsync();
        var letters = await PostOf(counter).AboutAsync(counter, deal.Number, atLeast: 2);
        letters.Select(letter => (letter.To, letter.Subject, letter.Links[0])).Distinct().ShouldHaveSingleItem("twice the same letter, with the same link");
        letters.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_being_typed_survives_what_happens_meanwhile_and_a_note_is_written_and_deleted()
    {
        var counter = await SharedAsync(DatabaseKind.Sqlite);
        var (till, lea) = (await TillAsync(counter), await CustomerAsync(counter, People.Lea));
        var deal = await till.AskAsync(new Deal(PaymentPath.D) { AskedOn = await TodayAsync(till) });
        await OpenDetailAsync(till, deal);
        await till.Page.GetByLabel("Nouvelle note").FillAsync("Arrive le soir <i>tard</i>");
        await lea.OpenWaitingAsync(deal.Basket);
        deal = await PayAsync(lea, People.Lea, deal, "30,00 €", deal.AskedOn);
        await Expect(till.Page.Locator(".status")).ToContainTextAsync("A valider");
        await Expect(till.Page.GetByLabel("Nouvelle note")).ToHaveValueAsync("Arrive le soir <i>tard</i>");
        await till.Page.PressAsync("Ajouter la note");
        await Expect(till.Page.Locator(".notes__text")).ToHaveTextAsync("Arrive le soir <i>tard</i>");
        await till.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Supprimer") }).ClickAsync();
        await Expect(till.Page.GetByText("Aucune note pour l'instant.")).ToBeVisibleAsync();

        var download = await till.Page.RunAndWaitForDownloadAsync(() => till.Page.GetByRole(AriaRole.Link, new() { Name = "Reçu (PDF)" }).ClickAsync());
        download.SuggestedFilename.ShouldBe($"recu-{deal.Number}.pdf");
        var file = await File.ReadAllBytesAsync(await download.PathAsync());
        System.Text.Encoding.Latin1.GetString(file, 0, 7).ShouldBe("%PDF-1.");
    }

    [Fact]
    public async Task A_cancelled_request_is_made_again_without_a_script()
    {
        var counter = await SharedAsync(DatabaseKind.Sqlite);
        var till = await TillAsync(counter, options => options.JavaScriptEnabled = false);
        var deal = await till.AskAsync(new Deal(PaymentPath.B) { Requested = "123,40 €", AskedOn = await TodayAsync(till) }, scripts: false);
        await OpenDetailAsync(till, deal);
        await till.Page.GetByRole(AriaRole.Link, new() { Name = "Annuler", Exact = true }).ClickAsync();
        await till.Page.PressAsync("OUI");
        await till.Page.ShouldBeAtAsync($"Opération {deal.Basket}");
        await till.Page.PressAsync("Refaire cette demande");
        await till.Page.ShouldBeAtAsync(WizardSteps.Title(deal.Path));
        await Expect(till.Page.Textbox("Montant (20,00 € minimum)")).ToHaveValueAsync("123,40");
        await Expect(till.Page.Textbox("N° de panier")).ToHaveValueAsync(deal.Basket);
        await till.Page.PressAsync("Continuer");
        await till.ShouldRecapAsync(deal);
        await till.Page.PressAsync("Envoyer");
        await till.ShouldWaitAsync(deal);
        till.Number().ShouldNotBe(deal.Number);
    }

    /// <summary>The counter's day: its clock may have been moved by another test.</summary>
    private static async Task<DateOnly> TodayAsync(Person till)
    {
        await till.Page.GotoAsync("/encaissement");
        return await till.TodayAsync();
    }

    private static async Task OpenDetailAsync(Person till, Deal deal)
    {
        await till.Page.GotoAsync($"/encaissement/operations/{deal.Number}");
        await till.Page.ShouldBeAtAsync($"Opération {deal.Basket}");
    }
}
