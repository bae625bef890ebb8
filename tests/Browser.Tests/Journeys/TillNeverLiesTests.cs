using System.Diagnostics;
using System.Text.RegularExpressions;
using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>
/// At each place where the merchant waits, the line fails in each way that lines fail, and the customer pays meanwhile. While it is cut the page says that it
/// does not know; once it is back the page is right within three seconds (8-look.md, «The till never lies»).
/// </summary>
public partial class TillNeverLiesTests(Chromium chromium, Counters counters) : JourneyTest(chromium, counters)
{
    const float RightAgainMs = 3_000;

    /// <summary>Trusted for 3 s, looked at twice a second, and a slow machine's share.</summary>
    const float UnsureMs = 6_000;

    /// <summary>Where the merchant waits.</summary>
    public enum Place
    {
        Code,
        Step4,
        List,
    }

    [Theory]
    [EachDatabase(Place.Code)]
    [EachDatabase(Place.Step4)]
    [EachDatabase(Place.List)]
    public async Task The_network_is_cut_while_the_customer_pays(DatabaseKind kind, Place place)
    {
        var counter = await SharedAsync(kind);
        await using Line line = new(counter.Server.Url);
        var (till, lea, number) = await WaitAsync(counter, place, o => o.BaseURL = line.Url.ToString());
        await ShouldBeSureAsync(till);
        till.MayLoseTheLine = true;
        line.Cut();
        await till.Context.SetOfflineAsync(true);
        await ShouldBeUnsureAsync(till);
        await PayAsync(lea);
        await ShouldBeUnsureAsync(till); // and stays so
        var back = Stopwatch.StartNew();
        line.Mend();
        await till.Context.SetOfflineAsync(false);
        await ShouldBeRightAsync(till, place, number, back);
    }

    [Theory]
    [EachDatabase(Place.Code)]
    [EachDatabase(Place.Step4)]
    [EachDatabase(Place.List)]
    public async Task The_server_is_killed_and_comes_back(DatabaseKind kind, Place place)
    {
        var counter = await CounterAsync(kind);
        var (till, lea, number) = await WaitAsync(counter, place);
        await ShouldBeSureAsync(till);
        till.MayLoseTheLine = lea.MayLoseTheLine = true;
        await counter.Server.KillAsync();
        await ShouldBeUnsureAsync(till);
        await counter.Server.StartAgainAsync();
        // Nothing has changed meanwhile: sure again, still waiting.
        await ShouldBeSureAsync(till, RightAgainMs);
        await PayAsync(lea);
        await ShouldBeRightAsync(till, place, number, Stopwatch.StartNew());
    }

    [Theory]
    [EachDatabase(Place.Code)]
    [EachDatabase(Place.Step4)]
    [EachDatabase(Place.List)]
    public async Task The_till_is_asleep_while_the_customer_pays(DatabaseKind kind, Place place)
    {
        var counter = await SharedAsync(kind);
        var (till, lea, number) = await WaitAsync(counter, place);
        var session = await till.Context.NewCDPSessionAsync(till.Page);
        await session.SendAsync("Page.setWebLifecycleState", new() { ["state"] = "frozen" });
        await PayAsync(lea);
        var back = Stopwatch.StartNew();
        await session.SendAsync("Page.setWebLifecycleState", new() { ["state"] = "active" });
        await ShouldBeRightAsync(till, place, number, back);
    }

    [Theory, EachDatabase(Place.Code), EachDatabase(Place.List)]
    public async Task A_tab_in_the_background_is_right_when_it_is_looked_at(DatabaseKind kind, Place place)
    {
        var counter = await SharedAsync(kind);
        var (till, lea, number) = await WaitAsync(counter, place);
        await HideAsync(till, hidden: true);
        await PayAsync(lea);
        var back = Stopwatch.StartNew();
        await HideAsync(till, hidden: false);
        await ShouldBeRightAsync(till, place, number, back);
    }

    /// <summary>Playwright's pages are all in front: what a page is told when another tab covers it is told here.</summary>
    static Task HideAsync(Person person, bool hidden) => person.Page.EvaluateAsync("""
        hidden => {
          Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
          Object.defineProperty(document, "visibilityState", { configurable: true, get: () => hidden ? "hidden" : "visible" });
          document.dispatchEvent(new Event("visibilitychange"));
        }
        """, hidden);

    async Task<(Person Till, Person Customer, string Number)> WaitAsync(Counter counter, Place place, Action<BrowserNewContextOptions>? change = null)
    {
        var (till, lea) = (await TillAsync(counter, change), await CustomerAsync(counter, People.Lea));
        if (place == Place.Code)
        {
            await lea.OpenAsync(await till.ShowCodeAsync("20,00"));
        }
        else
        {
            await till.SendToAsync(People.Lea.Number, "20,00");
            await lea.Page.GotoAsync($"/app/demandes/{till.Number()}");
            await lea.Page.ShouldBeAtAsync("Demande de paiement");
        }

        var number = till.Number();
        if (place == Place.List)
        {
            await till.Page.GotoAsync("/encaissement");
            await Expect(till.Page.Locator($"[data-payment='{number}']")).ToContainTextAsync("En attente de paiement client");
        }

        return (till, lea, number);
    }

    static Task PayAsync(Person customer) => customer.ApproveAsync(People.Lea.Code, "1,00");

    static ILocator Confidence(Person till) => till.Page.Locator("[data-confidence]");

    static async Task ShouldBeUnsureAsync(Person till)
    {
        await Expect(Confidence(till)).ToHaveAttributeAsync("data-confidence", "unknown", new() { Timeout = UnsureMs });
        await Expect(Confidence(till)).ToHaveTextAsync(TryingAgain());
    }

    /// <summary>Waiting with the age of the last news, or nothing more will come; shown in words.</summary>
    static async Task ShouldBeSureAsync(Person till, float within = Person.PatienceMs)
    {
        await Expect(Confidence(till)).ToHaveAttributeAsync("data-confidence", Sure(), new() { Timeout = within });
        await Expect(Confidence(till)).Not.ToHaveTextAsync(TryingAgain());
    }

    static async Task ShouldBeRightAsync(Person till, Place place, string number, Stopwatch since)
    {
        var shown = place == Place.List ? till.Page.Locator($"[data-payment='{number}']").GetByText("+1,00 €") : till.Page.GetByText(MerchantSteps.Paid("1,00 €")).First;
        await Expect(shown).ToBeVisibleAsync(new() { Timeout = Math.Max(1, RightAgainMs - since.ElapsedMilliseconds) });
        await ShouldBeSureAsync(till);
    }

    [GeneratedRegex("^(waiting|confirmed)$")]
    private static partial Regex Sure();

    [GeneratedRegex("ouvelle tentative…")]
    private static partial Regex TryingAgain();
}
