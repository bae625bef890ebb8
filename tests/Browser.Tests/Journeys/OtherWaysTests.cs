using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;


/// <summary>From the page with the code: another way to the customer, the same request by e-mail, the code on paper.</summary>
public class OtherWaysTests(Chromium chromium, Counters counters) : JourneyTest(chromium, counters)
{
    [Theory, EachDatabase]
    public async Task A_change_of_mode_keeps_the_payment_and_makes_the_shown_code_useless(DatabaseKind kind)
    {
        var counter = await SharedAsync(kind);
        var (till, karim, lea) = (await TillAsync(counter), await CustomerAsync(counter, People.Karim), await CustomerAsync(counter, People.Lea));
        var link = await till.ShowCodeAsync("20,00");
        var number = till.Number();
        await karim.OpenAsync(link);
        await till.Page.PressAsync("Changer de mode d'encaissement");
        await till.Page.ShouldBeAtAsync("Changer de mode d'encaissement");
        await till.Page.ByIdentifierAsync(People.Lea.Number);
        await till.Page.PressAsync("Continuer");
        await till.Page.ShouldBeAtAsync("Détail du paiement");
        till.Number().ShouldBe(number);

        var stale = await karim.Page.GotoAsync(link);
        stale!.Status.ShouldBe(404);
        await karim.Page.ShouldBeAtAsync("Ce code n'est plus valable ou ne vous est pas destiné");
        await lea.OpenWaitingAsync("20,00 €");
        await lea.ApproveAsync(People.Lea.Code, "1,00");
        await till.ShouldSeePaidAsync("1,00 €", left: "19,00 €");
    }

    [Theory, EachDatabase]
    public async Task The_request_sent_by_mail_is_opened_by_its_link_and_paid(DatabaseKind kind)
    {
        var counter = await SharedAsync(kind);
        var (till, lea) = (await TillAsync(counter), await CustomerAsync(counter, People.Lea));
        await till.ShowCodeAsync("20,00");
        await till.Page.PressAsync("Envoyer");
        var dialog = till.Page.GetByRole(AriaRole.Dialog, new() { Name = "ENVOYER LA DEMANDE" });
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "E-mail de mon client", Exact = true }).FillAsync($"famille.{kind}@example.org");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Envoyer", Exact = true }).ClickAsync();
        await Expect(till.Page.GetByText($"Demande envoyée aussi à famille.{kind}@example.org")).ToBeVisibleAsync();

        var mail = lea.Page.GetByRole(AriaRole.Link).Filter(new() { HasText = $"famille.{kind}@example.org" });
        await lea.Page.GotoAsync("/demo/mail");
        for (var looks = 0; looks < 60 && await mail.CountAsync() == 0; looks++) await lea.Page.ReloadAsync(); // it leaves within a second or so
        await mail.ClickAsync();
        var link = await lea.Page.FrameLocator("iframe").GetByRole(AriaRole.Link).Filter(new() { HasTextRegex = new("pay", System.Text.RegularExpressions.RegexOptions.IgnoreCase) }).First.GetAttributeAsync("href");
        link.ShouldNotBeNull().ShouldContain("/app/r/");
        await lea.OpenAsync(link);
        await lea.ApproveAsync(People.Lea.Code, "1,00");
        await till.ShouldSeePaidAsync("1,00 €", left: "19,00 €");
    }

    [Theory, EachDatabase]
    public async Task The_printed_page_shows_the_code_and_it_can_be_read(DatabaseKind kind)
    {
        var till = await TillAsync(await SharedAsync(kind));
        var link = await till.ShowCodeAsync("1 234,50");
        await till.Page.EmulateMediaAsync(new() { Media = Media.Print });
        (await till.ReadCodeAsync()).ShouldBe(link);
        await Expect(till.Page.GetByText("1 234,50 €").First).ToBeVisibleAsync();
        await Expect(till.Page.Button("Annuler")).ToBeHiddenAsync();
    }
}
