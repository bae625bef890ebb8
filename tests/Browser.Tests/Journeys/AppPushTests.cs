using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Guichet.Fixtures.Push;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>«Être prévenu des demandes de paiement»: from the tap that asks for it to what the phone shows.</summary>
public class AppPushTests(Chromium chromium) : BrowserTest(chromium)
{
    // The headless shell has no notifications.
    readonly Chromium browsers = chromium;

    static readonly Dictionary<string, string> Loopback = new() { ["GUICHET_PUSH"] = "loopback" };

    protected override Task<IBrowser> BrowserAsync() => browsers.WholeAsync();

    [Theory, EachDatabase]
    public async Task A_request_reaches_the_service_worker_which_shows_it_and_its_end_takes_its_place(DatabaseKind kind)
    {
        await using var service = await PushServiceStandIn.StartAsync();
        var counter = await CounterAsync(kind, Loopback);
        var (till, lea) = (await PersonAsync("till", counter), await PersonAsync("lea", counter, change: Phone));
        await till.SignInAsMerchantAsync(People.PinsNumber, People.PinsPassword);
        var phone = await PushedPhone.OfAsync(lea, service);
        await SignInAsync(lea);
        var page = lea.Page;
        var offer = page.GetByRole(AriaRole.Region, new() { Name = "Être prévenu des demandes de paiement" });

        await till.SendToAsync(People.Lea.Number, "21,00");
        var first = till.Number();
        await page.ReloadAsync();
        await offer.GetByRole(AriaRole.Button, new() { Name = "Activer les notifications" }).ClickAsync();
        await Expect(page.GetByText("Les notifications sont activées sur cet appareil.")).ToBeVisibleAsync();
        await Expect(offer).ToBeHiddenAsync();

        await till.SendToAsync(People.Lea.Number, "22,00");
        var number = till.Number();
        number.ShouldNotBe(first);
        var push = await phone.ReceiveAsync(service, 0);
        (push.Topic, push.Urgency).ShouldBe((number, "high"));
        push.TtlSeconds.ShouldBeInRange(200, 300);
        var shown = await phone.ShownAsync("Les Vacances du Littoral vous demande 22,00\u00A0€");
        (shown.GetProperty("url").GetString(), shown.GetProperty("tag").GetString(), shown.GetProperty("lang").GetString()).ShouldBe(($"/app/demandes/{number}", number, "fr"));
        shown.GetProperty("body").GetString().ShouldNotBeNull().ShouldStartWith("Camping des Pins. A payer avant le ");
        shown.GetProperty("waits").GetBoolean().ShouldBeTrue();
        await Expect(page.Locator("#requests").GetByText("22,00")).ToBeVisibleAsync();

        await till.Page.PressAsync("Annuler");
        await till.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "OUI" }).ClickAsync();
        await phone.ReceiveAsync(service, 1);
        var ended = await phone.ShownAsync("Demande annulée");
        (ended.GetProperty("tag").GetString(), ended.GetProperty("count").GetInt32(), ended.GetProperty("silent").GetBoolean()).ShouldBe((number, 1, true));
        await Expect(page.Locator("#requests").GetByText("22,00")).ToHaveCountAsync(0);
    }

    [Theory, EachDatabase]
    public async Task The_switch_of_the_account_tries_a_notification_and_turns_them_off(DatabaseKind kind)
    {
        await using var service = await PushServiceStandIn.StartAsync();
        var counter = await CounterAsync(kind, Loopback);
        var lea = await PersonAsync("lea", counter, change: Phone);
        var phone = await PushedPhone.OfAsync(lea, service);
        await SignInAsync(lea);
        var page = lea.Page;
        await page.GotoAsync("/app/compte");
        await page.PressAsync("Activer les notifications");
        await Expect(page.GetByText("Cet appareil est prévenu de vos demandes de paiement.")).ToBeVisibleAsync();
        await page.PressAsync("Envoyer une notification d'essai");
        await Expect(page.GetByText("La notification d'essai est partie.")).ToBeVisibleAsync();
        await phone.ReceiveAsync(service, 0);
        (await phone.ShownAsync("Notification d'essai")).GetProperty("url").GetString().ShouldBe("/app/compte");
        await page.PressAsync("Désactiver sur cet appareil");
        await Expect(page.GetByText("Les notifications sont désactivées sur cet appareil.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Activer les notifications" })).ToBeVisibleAsync();
        await page.PressAsync("Activer les notifications");
        await Expect(page.GetByText("Cet appareil est prévenu de vos demandes de paiement.")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Désactiver sur cet appareil" })).ToBeVisibleAsync();
    }

    [Theory, EachDatabase]
    public async Task The_offer_waits_for_a_reason_and_later_is_remembered(DatabaseKind kind)
    {
        await using var service = await PushServiceStandIn.StartAsync();
        var counter = await CounterAsync(kind, Loopback);
        var (till, lea) = (await PersonAsync("till", counter), await PersonAsync("lea", counter, change: Phone));
        await till.SignInAsMerchantAsync(People.PinsNumber, People.PinsPassword);
        await PushedPhone.OfAsync(lea, service);
        await SignInAsync(lea);
        var page = lea.Page;
        var later = page.GetByRole(AriaRole.Button, new() { Name = "Plus tard" });
        await till.SendToAsync(People.Lea.Number, "23,00");
        await page.ReloadAsync();
        await later.ClickAsync();
        await Expect(later).ToBeHiddenAsync();
        await page.ReloadAsync();
        await Expect(page.Locator("#requests").GetByText("23,00")).ToBeVisibleAsync();
        await page.EvaluateAsync("navigator.serviceWorker.ready.then(() => undefined)");
        await Expect(later).ToBeHiddenAsync();
        service.Asked.ShouldBe(0);
    }

    static void Phone(BrowserNewContextOptions options) => options.ViewportSize = new() { Width = 390, Height = 844 };

    static async Task SignInAsync(Person lea)
    {
        await lea.Page.GotoAsync("/app/connexion");
        await lea.SignInAsCustomerAsync(People.Lea.Email, People.Lea.Password);
        await lea.Page.ShouldBeAtAsync("Mon solde");
    }
}
