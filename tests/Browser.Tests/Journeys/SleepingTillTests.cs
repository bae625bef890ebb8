using System.Diagnostics;
using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>«The till never lies» when the machine sleeps, or nobody looks.</summary>
public class SleepingTillTests(Chromium chromium, Counters counters) : TillNeverLies(chromium, counters)
{
    [Theory]
    [EachDatabase(Place.Code)]
    [EachDatabase(Place.Step4)]
    [EachDatabase(Place.List)]
    public async Task The_till_is_asleep_while_the_customer_pays(DatabaseKind kind, Place place)
    {
        var counter = await SharedAsync(kind);
        var (till, lea, number) = await WaitAsync(counter, place);
        await till.Page.EvaluateAsync("() => document.addEventListener('freeze', () => { document.documentElement.dataset.slept = 'yes'; })");
        var session = await till.Context.NewCDPSessionAsync(till.Page);
        await session.SendAsync("Page.setWebLifecycleState", new() { ["state"] = "frozen" });
        await PayAsync(lea);
        var back = Stopwatch.StartNew();
        await session.SendAsync("Page.setWebLifecycleState", new() { ["state"] = "active" });
        await ShouldBeRightAsync(till, place, number, back);
        await Expect(till.Page.Locator("html")).ToHaveAttributeAsync("data-slept", "yes"); // or nothing was proved
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
}
