using System.Text.Json;
using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>The app on a phone: it can be installed, starts without a network, shows the receipts that it keeps, and is true again when it wakes up.</summary>
public class AppShellTests(Chromium chromium, Counters counters) : JourneyTest(chromium, counters)
{
    [Theory, EachDatabase]
    public async Task A_browser_offers_to_install_it(DatabaseKind kind)
    {
        var lea = await PhoneAsync(await SharedAsync(kind));
        var session = await lea.Context.NewCDPSessionAsync(lea.Page);
        var manifest = (await session.SendAsync("Page.getAppManifest"))!.Value;
        manifest.GetProperty("url").GetString().ShouldEndWith("/app/manifest.webmanifest");
        manifest.GetProperty("errors").EnumerateArray().Select(e => e.ToString()).ShouldBeEmpty();
        var errors = (await session.SendAsync("Page.getInstallabilityErrors"))!.Value.GetProperty("installabilityErrors").EnumerateArray()
            .Select(e => e.GetProperty("errorId").GetString()).ToList();
        errors.Remove("in-incognito"); // the tests' own windows
        errors.ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task The_offer_waits_for_the_browser_and_is_not_repeated(DatabaseKind kind)
    {
        var lea = await PhoneAsync(await SharedAsync(kind));
        var offer = lea.Page.GetByRole(AriaRole.Region, new() { Name = "Installer l'application" });
        await Expect(offer).ToBeHiddenAsync();
        await OfferAsync(lea);
        await Expect(offer).ToBeVisibleAsync();
        await offer.GetByRole(AriaRole.Button, new() { Name = "Plus tard" }).ClickAsync();
        await Expect(offer).ToBeHiddenAsync();
        await lea.Page.ReloadAsync();
        await OfferAsync(lea);
        await Expect(offer).ToBeHiddenAsync();
    }

    [Theory, EachDatabase]
    public async Task Without_a_network_it_starts_shows_kept_receipts_and_comes_back_by_itself(DatabaseKind kind)
    {
        var counter = await SharedAsync(kind);
        var (till, lea) = (await TillAsync(counter), await PhoneAsync(counter));
        await till.SendToAsync(People.Lea.Number, "20,00");
        await lea.OpenWaitingAsync("20,00");
        await lea.ApproveAsync(People.Lea.Code, "0,50");
        var receipt = new Uri(lea.Page.Url).AbsolutePath;
        await lea.Page.WaitForFunctionAsync("path => caches.open('kept').then(c => c.match(path)).then(Boolean)", receipt);
        lea.MayLoseTheLine = true;

        await lea.Context.SetOfflineAsync(true);
        await lea.Page.GotoAsync("/app");
        await lea.Page.ShouldBeAtAsync("Hors connexion");
        await lea.Page.Locator($"#kept a[href='{receipt}']").ClickAsync();
        await Expect(lea.Page.GetByText("Copie gardée sur ce téléphone")).ToBeVisibleAsync();
        await Expect(lea.Page.GetByText("0,50 €").First).ToBeVisibleAsync();
        await lea.Page.GotoAsync("/app/historique");
        await lea.Page.ShouldBeAtAsync("Hors connexion");

        await lea.Context.SetOfflineAsync(false);
        await Expect(lea.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).Not.ToHaveTextAsync("Hors connexion");
        lea.Page.Url.ShouldEndWith("/app/historique");
        lea.Forgive();
    }

    [Theory, EachDatabase]
    public async Task Signing_out_leaves_no_receipt_on_the_phone(DatabaseKind kind)
    {
        var counter = await SharedAsync(kind);
        var karim = await PhoneAsync(counter, People.Karim);
        var till = await TillAsync(counter);
        await till.SendToAsync(People.Karim.Number, "20,00");
        await karim.OpenWaitingAsync("20,00");
        await karim.ApproveAsync(People.Karim.Code, "0,10");
        await karim.Page.WaitForFunctionAsync("path => caches.open('kept').then(c => c.match(path)).then(Boolean)", new Uri(karim.Page.Url).AbsolutePath);
        await karim.Page.GotoAsync("/app/compte");
        await karim.Page.PressAsync("Déconnexion");
        await karim.Page.WaitForFunctionAsync("() => caches.has('kept').then(has => !has)");
    }

    [Theory, EachDatabase]
    public async Task A_phone_that_wakes_up_shows_what_happened_meanwhile(DatabaseKind kind)
    {
        var counter = await SharedAsync(kind);
        var (till, lea) = (await TillAsync(counter), await PhoneAsync(counter));
        lea.MayLoseTheLine = true;
        await lea.Context.SetOfflineAsync(true);
        await lea.Page.EvaluateAsync("() => document.dispatchEvent(new Event('guichet:look'))");
        await Expect(lea.Page.GetByText("Pas de réseau")).ToBeVisibleAsync();
        await till.SendToAsync(People.Lea.Number, "21,00");
        await lea.Context.SetOfflineAsync(false);
        await lea.Page.EvaluateAsync("() => dispatchEvent(new Event('focus'))");
        await Expect(lea.Page.GetByRole(AriaRole.Link).Filter(new() { HasText = "21,00" })).ToBeVisibleAsync();
        await Expect(lea.Page.GetByText("Pas de réseau")).ToBeHiddenAsync();
        lea.Forgive();
    }

    /// <summary>A customer's phone whose worker has taken over.</summary>
    private async Task<Person> PhoneAsync(Counter counter, Payer? payer = null)
    {
        var person = await CustomerAsync(counter, payer ?? People.Lea, options => options.ViewportSize = new() { Width = 390, Height = 844 });
        await person.Page.GotoAsync("/app");
        await person.Page.ShouldBeAtAsync("Mon solde");
        await person.Page.WaitForFunctionAsync("() => navigator.serviceWorker.controller !== null");
        return person;
    }

    /// <summary>Chromium asks only who has used a page for a while: the question is put as it puts it.</summary>
    private static Task OfferAsync(Person person) => person.Page.EvaluateAsync("""
        () => dispatchEvent(Object.assign(new Event("beforeinstallprompt", { cancelable: true }), { prompt: async () => {}, userChoice: Promise.resolve({ outcome: "accepted" }) }))
        """);
}
