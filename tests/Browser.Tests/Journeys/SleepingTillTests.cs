using System.Diagnostics;
using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;

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
        // A machine that sleeps runs nothing: not a timer, not a message that arrived. (A page in front cannot be frozen by its life cycle.)
        var session = await till.Context.NewCDPSessionAsync(till.Page);
        TaskCompletionSource asleep = new();
        session.Event("Debugger.paused").OnEvent += (_, _) => asleep.TrySetResult();
        await session.SendAsync("Debugger.enable");
        await session.SendAsync("Debugger.pause");
        await asleep.Task.WaitAsync(TimeSpan.FromMilliseconds(Person.PatienceMs));
        await PayAsync(lea);
        var back = Stopwatch.StartNew();
        await session.SendAsync("Debugger.resume");
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
}
