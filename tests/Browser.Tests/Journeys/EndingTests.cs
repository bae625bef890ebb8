using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;


/// <summary>The ways in which a request ends without money: refused, cancelled, expired. Both sides hear of it by themselves.</summary>
public class EndingTests(Chromium chromium, Counters counters) : JourneyTest(chromium, counters)
{
    [Theory, EachDatabase]
    public async Task A_refusal_reaches_the_till(DatabaseKind kind)
    {
        var counter = await SharedAsync(kind);
        var (till, lea) = (await TillAsync(counter), await CustomerAsync(counter, People.Lea));
        var before = await lea.BalanceAsync();
        await lea.OpenAsync(await till.ShowCodeAsync("20,00"));
        await lea.DeclineAsync();
        await till.Page.ShouldBeAtAsync("Détail du paiement");
        await Expect(till.Page.GetByText("Votre client a refusé la demande").First).ToBeVisibleAsync();
        await Expect(till.Page.GetByText("Rien n'a été débité à votre client.")).ToBeVisibleAsync();
        (await lea.BalanceAsync()).ShouldBe(before);
        var number = till.Number();
        await till.Page.GotoAsync("/encaissement");
        var row = till.Page.Locator($"[data-payment='{number}']");
        await Expect(row).ToContainTextAsync("Annulé");
        await Expect(row).ToContainTextAsync("refusé par le client");
    }

    [Theory, EachDatabase]
    public async Task A_cancelled_request_says_so_on_the_customers_page(DatabaseKind kind)
    {
        var counter = await SharedAsync(kind);
        var (till, lea) = (await TillAsync(counter), await CustomerAsync(counter, People.Lea));
        await lea.OpenAsync(await till.ShowCodeAsync("40,00"));
        await till.Page.PressAsync("Annuler");
        var dialog = till.Page.GetByRole(AriaRole.Dialog, new() { Name = "ANNULER L'OPÉRATION" });
        await Expect(dialog.GetByText("Voulez-vous annuler l'opération suivante ?")).ToBeVisibleAsync();
        await Expect(dialog.GetByText("40,00 €")).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "NON", Exact = true }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await till.Page.ShouldBeAtAsync("QR Code de paiement");
        await till.Page.PressAsync("Annuler");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "OUI", Exact = true }).ClickAsync();
        await till.Page.ShouldBeAtAsync("Détail du paiement");
        await Expect(till.Page.GetByText("L'opération a été annulée").First).ToBeVisibleAsync();
        await Expect(lea.Page.GetByRole(AriaRole.Heading, new() { Name = "Demande annulée" })).ToBeVisibleAsync();
        await Expect(lea.Page.GetByText("Rien n'a été débité").First).ToBeVisibleAsync();
    }

    [Theory, EachDatabase]
    public async Task A_waiting_request_is_cancelled_from_the_list(DatabaseKind kind)
    {
        var till = await TillAsync(await SharedAsync(kind));
        await till.ShowCodeAsync("20,00");
        var number = till.Number();
        await till.Page.GotoAsync("/encaissement");
        var row = till.Page.Locator($"[data-payment='{number}']");
        await row.GetByRole(AriaRole.Link, new() { Name = "Annuler" }).ClickAsync();
        await till.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "OUI", Exact = true }).ClickAsync();
        await till.Page.ShouldBeAtAsync("Vos opérations");
        await Expect(row).ToContainTextAsync("Annulé");
        await Expect(row.GetByRole(AriaRole.Link, new() { Name = "Annuler" })).ToHaveCountAsync(0);
    }

    [Theory, EachDatabase]
    public async Task What_nobody_pays_in_time_expires_on_both_screens(DatabaseKind kind)
    {
        var counter = await CounterAsync(kind, new Dictionary<string, string> { ["GUICHET_QR_WINDOW"] = "00:00:20", ["GUICHET_REQUEST_WINDOW"] = "00:00:20" });
        var (till, other, lea) = (await TillAsync(counter), await TillAsync(counter), await CustomerAsync(counter, People.Lea));
        await lea.OpenAsync(await till.ShowCodeAsync("20,00"));
        await Expect(till.Page.GetByText("Expire dans 0:")).ToBeVisibleAsync();
        await other.SendToAsync(People.Lea.Number, "30,00");
        foreach (var person in (Person[])[till, other])
        {
            await person.Page.ShouldBeAtAsync("Détail du paiement");
            await Expect(person.Page.GetByText("La demande a expiré").First).ToBeVisibleAsync();
            var number = person.Number();
            await person.Page.GotoAsync("/encaissement");
            await Expect(person.Page.Locator($"[data-payment='{number}']")).ToContainTextAsync("Expiré");
        }

        await Expect(lea.Page.GetByRole(AriaRole.Heading, new() { Name = "Demande expirée" })).ToBeVisibleAsync();
        (await lea.BalanceAsync()).ShouldBe(250_00);
    }
}
