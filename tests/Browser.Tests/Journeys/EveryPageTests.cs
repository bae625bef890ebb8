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

    static readonly (int Width, int Height)[] Narrow = [(320, 568), (320, 256)]; // a small phone; 1280 × 1024 at 400 %

    /// <summary>Pages know nothing of the database: one walk is enough.</summary>
    [Fact]
    public async Task No_page_has_a_fault_in_either_theme_or_scrolls_sideways()
    {
        List<string> faults = [];
        await WalkAsync(DatabaseKind.Sqlite, (person, name) => LookAsync(person, name, faults), Still);
        string.Join('\n', faults).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nor_has_a_page_of_the_console()
    {
        List<string> faults = [];
        await WalkConsoleAsync(await CounterAsync(DatabaseKind.Sqlite), (person, name) => LookAsync(person, name, faults), Still);
        string.Join('\n', faults).ShouldBeEmpty();
    }

    /// <summary>Half-faded text has half its contrast.</summary>
    static void Still(BrowserNewContextOptions options) => options.ReducedMotion = ReducedMotion.Reduce;

    static async Task LookAsync(Person person, string name, List<string> faults)
    {
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await person.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await SettleAsync(person);
            var result = await person.Page.RunAxe(Rules);
            if (result.Violations.Length > 0)
            {
                // A page that is just renewing itself is looked at once more.
                await SettleAsync(person);
                result = await person.Page.RunAxe(Rules);
            }

            faults.AddRange(result.Violations.Select(v => $"{name}, {scheme}: {v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}"));
        }

        var size = person.Page.ViewportSize!;
        foreach (var (width, height) in Narrow)
        {
            await person.Page.SetViewportSizeAsync(width, height);
            await SettleAsync(person);
            faults.AddRange((await person.Page.EvaluateAsync<string[]>(TooWide)).Select(what => $"{name}, {width} × {height}: {what}"));
        }

        await person.Page.SetViewportSizeAsync(size.Width, size.Height);
    }

    const string TooWide = """
        () => {
          const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
          if (wide <= 0) return [];
          const those = [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1);
          return [`${wide} px too wide: ${those.slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join(" | ")}`];
        }
        """;

    /// <summary>Styles and pictures are there, nothing moves; what has not come to rest after three seconds is looked at as it is.</summary>
    static async Task SettleAsync(Person person)
    {
        await person.Page.WaitForLoadStateAsync(LoadState.Load);
        await person.Page.EvaluateAsync("() => Promise.race([document.fonts.ready.then(() => Promise.all(document.getAnimations().filter(a => a.effect?.getTiming().iterations !== Infinity).map(a => a.finished.catch(() => {})))), new Promise(rest => setTimeout(rest, 3000))]).then(() => {})");
    }
}
