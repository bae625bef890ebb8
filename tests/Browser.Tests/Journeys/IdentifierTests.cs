using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;


/// <summary>Path A by the customer's identifier.</summary>
public class IdentifierTests(Chromium chromium, Counters counters) : JourneyTest(chromium, counters)
{
    [Theory]
    [EachDatabase("10000000011", null, "20,00 €", null)]
    [EachDatabase("lea.martin@example.org", "12,50", "12,50 €", "7,50 €")]
    public async Task The_request_waits_in_the_list_of_the_customer_who_pays(DatabaseKind kind, string identifier, string? typed, string paid, string? left)
    {
        var counter = await SharedAsync(kind);
        var (till, lea) = (await TillAsync(counter), await CustomerAsync(counter, People.Lea));
        var before = await lea.BalanceAsync();
        await till.SendToAsync(identifier, "20,00");
        await Expect(till.Page.GetByText($"Identifiant ANCV : {identifier}")).ToBeVisibleAsync();
        await lea.OpenWaitingAsync("20,00 €");
        await lea.ApproveAsync(People.Lea.Code, typed);
        await till.ShouldSeePaidAsync(paid, left);
        (await lea.BalanceAsync()).ShouldBe(before - CustomerSteps.Cents(paid));
    }

    [Theory, EachDatabase]
    public async Task A_request_addressed_to_one_customer_is_nobody_elses(DatabaseKind kind)
    {
        var counter = await SharedAsync(kind);
        var (till, karim) = (await TillAsync(counter), await CustomerAsync(counter, People.Karim));
        await till.SendToAsync(People.Lea.Number, "23,00"); // an amount that no other test of the class looks for
        await karim.Page.GotoAsync("/app");
        await Expect(karim.Page.GetByText("Aucune demande en attente.")).ToBeVisibleAsync();
        var answer = await karim.Page.GotoAsync($"/app/demandes/{till.Number()}");
        answer!.Status.ShouldBe(404);
        await karim.Page.ShouldBeAtAsync("Ce code n'est plus valable ou ne vous est pas destiné");
    }

    [Theory, EachDatabase]
    public async Task An_identifier_that_nobody_has_is_said_beside_its_field_and_everything_typed_stays(DatabaseKind kind)
    {
        var till = await TillAsync(await SharedAsync(kind));
        var page = till.Page;
        await till.ToRequestAsync();
        await page.Textbox("Montant (20,00 € minimum)").FillAsync("33,10");
        await page.Textbox("Libellé de la transaction").FillAsync("Deux nuits");
        await page.ByIdentifierAsync("10000000094");
        await page.PressAsync("Continuer");
        await Expect(page.Textbox("Identifiant du client")).ToHaveAccessibleDescriptionAsync("Aucun compte ne correspond à cet identifiant. Vérifiez-le auprès de votre client ou générez un QR code.");
        await Expect(page.Textbox("Identifiant du client")).ToHaveValueAsync("10000000094");
        await Expect(page.Textbox("Montant (20,00 € minimum)")).ToHaveValueAsync("33,10");
        await Expect(page.Textbox("Libellé de la transaction")).ToHaveValueAsync("Deux nuits");
    }
}
