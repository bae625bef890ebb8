using Guichet.Browser.Tests.Infrastructure;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>The rest of a payment that was paid in part, by other means, to the closing of the day and its paper.</summary>
public class ClosingTests(Chromium chromium, Counters counters) : JourneyTest(chromium, counters)
{
    static readonly string[] Rows = ["Chèques-Vacances Connect", "Espèces", "Carte bancaire", "Total"];

    [Fact]
    public async Task The_rest_is_taken_in_cash_and_by_card_and_the_closing_adds_up_and_prints()
    {
        var counter = await SharedAsync(DatabaseKind.Sqlite);
        var (till, lea) = (await TillAsync(counter), await CustomerAsync(counter, People.Lea));
        await till.Page.GotoAsync("/encaissement/cloture");
        var before = await TakenAsync(till.Page);
        await lea.OpenAsync(await till.ShowCodeAsync("60,00"));
        await lea.ApproveAsync(People.Lea.Code, "30,00");
        await till.ShouldSeePaidAsync("30,00 €", left: "30,00 €");
        var page = till.Page;
        await page.GotoAsync($"/encaissement/operations/{till.Number()}");

        await RecordAsync(page, "Espèces", "25,00");
        await Expect(page.GetByText("Il reste 5,00 €")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Retirer Espèces 25,00 €" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog, new() { Name = "RETIRER CE RÈGLEMENT" }).GetByRole(AriaRole.Button, new() { Name = "Retirer", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Il reste 30,00 €")).ToBeVisibleAsync();
        await RecordAsync(page, "Espèces", "20,00");
        await Expect(page.GetByText("Il reste 10,00 €")).ToBeVisibleAsync();
        await RecordAsync(page, "Carte bancaire", null);
        await Expect(page.GetByText("Réglé 30,00 € hors Chèques-Vacances Connect.")).ToBeVisibleAsync();

        await page.GotoAsync("/encaissement");
        await page.GetByRole(AriaRole.Link, new() { Name = "Clôture du jour" }).ClickAsync();
        await page.ShouldBeAtAsync("Clôture du jour");
        var after = await TakenAsync(page);
        Rows.Select(row => after[row] - before[row]).ShouldBe([30_00, 20_00, 10_00, 60_00]);

        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Clôture du jour" })).ToBeVisibleAsync();
        await Expect(page.GetByText($"{People.PinsName} ({People.PinsNumber})")).ToBeVisibleAsync();
        await Expect(page.Button("Imprimer")).ToBeHiddenAsync();
        await Expect(page.Button("Afficher")).ToBeHiddenAsync();
        PagesOf(await page.PdfAsync(new() { Format = "A4" })).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_being_typed_stays_while_a_colleague_validates_for_less()
    {
        var counter = await SharedAsync(DatabaseKind.Sqlite);
        var (till, lea) = (await TillAsync(counter), await CustomerAsync(counter, People.Lea));
        var paul = await KnownAsync("paul", counter, person => person.SignInAsMerchantAsync(People.PaulNumber, People.PaulPassword), null);
        var deal = await till.AskAsync(new Deal(PaymentPath.C));
        await lea.OpenWaitingAsync(deal.Basket);
        await lea.ApproveAsync(People.Lea.Code, "30,00");
        await till.Page.GotoAsync($"/encaissement/operations/{deal.Number}");
        await till.Page.Textbox("Montant").FillAsync("7,00");
        await till.Page.GetByRole(AriaRole.Radio, new() { Name = "Autre" }).CheckAsync();

        await paul.Page.GotoAsync($"/encaissement/operations/{deal.Number}/valider");
        await paul.Page.Textbox("Montant").FillAsync("25,00");
        await paul.Page.PressAsync("Valider");
        await Expect(till.Page.GetByText("Il reste 15,00 €")).ToBeVisibleAsync(); // by itself
        await Expect(till.Page.Textbox("Montant")).ToHaveValueAsync("7,00");
        await till.Page.PressAsync("Enregistrer le règlement");
        await Expect(till.Page.GetByText("Il reste 8,00 €")).ToBeVisibleAsync();
    }

    static async Task RecordAsync(IPage page, string means, string? amount)
    {
        await page.GetByRole(AriaRole.Radio, new() { Name = means }).CheckAsync();
        if (amount is not null) await page.Textbox("Montant").FillAsync(amount);
        await page.PressAsync("Enregistrer le règlement");
    }

    /// <summary>«Encaissé ce jour» in cents, by the name of its row; nothing on a day without operations.</summary>
    static async Task<Dictionary<string, long>> TakenAsync(IPage page)
    {
        await page.ShouldBeAtAsync("Clôture du jour");
        var table = page.GetByRole(AriaRole.Table, new() { Name = "Encaissé ce jour, par moyen de paiement" });
        if (await table.CountAsync() == 0) return Rows.ToDictionary(row => row, _ => 0L);
        Dictionary<string, long> cents = [];
        foreach (var name in Rows)
        {
            cents[name] = CustomerSteps.Cents(await table.GetByRole(AriaRole.Row).Filter(new() { HasText = name }).Locator(".amount").InnerTextAsync());
        }

        return cents;
    }

    /// <summary>Of a PDF.</summary>
    static int PagesOf(byte[] pdf) => System.Text.Encoding.Latin1.GetString(pdf).Split("/Type /Page\n").Length - 1;
}
