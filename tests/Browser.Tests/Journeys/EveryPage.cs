using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>
/// What holds on every page: no accessibility fault that a machine can find, in both themes; room at 320 px, which is also 1280 px at 400 %.
/// That no page has a script error, violates its policy or loads anything from elsewhere is asserted for every person of every test.
/// Pages know nothing of the database: one walk is enough.
/// </summary>
public abstract class EveryPage(Chromium chromium, Counters counters) : Tour(chromium, counters)
{
    static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    // These ask the style sheet for its colours; what the others say of the same elements was said in the light.
    static readonly AxeRunOptions Colours = new() { RunOnly = new() { Type = "rule", Values = ["color-contrast", "link-in-text-block"] } };

    static readonly (int Width, int Height)[] Narrow = [(320, 568), (320, 256)]; // a small phone; 1280 × 1024 at 400 %

    /// <param name="walks">One after the other, at one counter.</param>
    protected async Task ShouldHaveNoFaultAsync(params Func<Counter, Func<Person, string, Task>, Action<BrowserNewContextOptions>?, Task>[] walks)
    {
        List<string> faults = [];
        var counter = await SharedAsync(DatabaseKind.Sqlite);
        foreach (var walk in walks) await walk(counter, (person, name) => LookAsync(person, name, faults), Still);
        string.Join('\n', faults).ShouldBeEmpty();
    }

    /// <summary>Half-faded text has half its contrast.</summary>
    static void Still(BrowserNewContextOptions options) => options.ReducedMotion = ReducedMotion.Reduce;

    static async Task LookAsync(Person person, string name, List<string> faults)
    {
        foreach (var (scheme, rules) in ((ColorScheme, AxeRunOptions)[])[(ColorScheme.Light, Rules), (ColorScheme.Dark, Colours)])
        {
            await person.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await SettleAsync(person);
            var result = await person.Page.RunAxe(rules);
            if (result.Violations.Length > 0)
            {
                // A page that is just renewing itself is looked at once more.
                await SettleAsync(person);
                result = await person.Page.RunAxe(rules);
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
        await person.Page.LoadedAsync();
        await person.Page.EvaluateAsync("() => Promise.race([document.fonts.ready.then(() => Promise.all(document.getAnimations().filter(a => a.effect?.getTiming().iterations !== Infinity).map(a => a.finished.catch(() => {})))), new Promise(rest => setTimeout(rest, 3000))]).then(() => {})");
    }
}
