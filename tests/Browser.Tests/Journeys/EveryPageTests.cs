using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>
/// What holds on every page of the journey: no accessibility fault that a machine can find, in both themes; room at 320 px, which is also 1280 px at 400 %.
/// That no page has a script error, violates its policy or loads anything from elsewhere is asserted for every person of every test.
/// </summary>
public class EveryPageTests(Chromium chromium, Counters counters) : Tour(chromium, counters)
{
    static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    [Theory]
    [EachDatabase(ColorScheme.Light)]
    [EachDatabase(ColorScheme.Dark)]
    public async Task No_accessibility_fault_is_found(DatabaseKind kind, ColorScheme scheme)
    {
        List<string> faults = [];
        await WalkAsync(kind, async (person, name) =>
        {
            await SettleAsync(person);
            var result = await person.Page.RunAxe(Rules);
            faults.AddRange(result.Violations.Select(v => $"{name}: {v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}"));
        }, o =>
        {
            o.ColorScheme = scheme;
            o.ReducedMotion = ReducedMotion.Reduce; // half-faded text has half its contrast
        });
        faults.ShouldBeEmpty();
    }

    [Theory]
    [EachDatabase(320, 568, 1f)]
    [EachDatabase(320, 256, 4f)]
    public async Task Nothing_is_cut_off_and_nothing_scrolls_sideways(DatabaseKind kind, int width, int height, float zoom)
    {
        List<string> faults = [];
        await WalkAsync(kind, async (person, name) =>
        {
            await SettleAsync(person);
            var over = await person.Page.EvaluateAsync<string[]>("""
                () => {
                  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
                  if (wide <= 0) return [];
                  return [`${wide} px too wide`, ...[...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 3).map(e => e.outerHTML.slice(0, 120))];
                }
                """);
            if (over.Length > 0) faults.Add($"{name}: {string.Join(" | ", over)}");
        }, o =>
        {
            o.ViewportSize = new() { Width = width, Height = height };
            o.DeviceScaleFactor = zoom; // 1280 × 1024 at 400 % is 320 × 256 CSS pixels of four device pixels each
        });
        faults.ShouldBeEmpty();
    }

    /// <summary>Styles and pictures are there, nothing moves.</summary>
    static async Task SettleAsync(Person person)
    {
        await person.Page.WaitForLoadStateAsync(LoadState.Load);
        await person.Page.EvaluateAsync("() => document.fonts.ready.then(() => Promise.all(document.getAnimations().filter(a => a.effect?.getTiming().iterations !== Infinity).map(a => a.finished.catch(() => {}))))");
    }
}
