using Guichet.Browser.Tests.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>Shorter words for what every step does. Names are exact: they are the contract of the interface.</summary>
public static class Pages
{
    public static ILocator Textbox(this IPage page, string name) => page.GetByRole(AriaRole.Textbox, new() { Name = name, Exact = true });

    public static ILocator Button(this IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Presses the button of that name.</summary>
    public static Task PressAsync(this IPage page, string name) => page.Button(name).ClickAsync();

    /// <summary>Waits for the page with that one heading.</summary>
    public static Task ShouldBeAtAsync(this IPage page, string heading) =>
        Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);

    /// <summary>Waits for the address. What stands there is waited for by name: the driver now and then misses the event that all has been loaded.</summary>
    public static Task ToAddressAsync(this IPage page, Func<string, bool> isIt) => page.WaitForURLAsync(isIt, new() { WaitUntil = WaitUntilState.Commit });

    /// <summary>The same by a pattern of Playwright's.</summary>
    public static Task ToAddressAsync(this IPage page, string pattern) => page.WaitForURLAsync(pattern, new() { WaitUntil = WaitUntilState.Commit });

    /// <summary>Waits until the page and its scripts are there, by the page's own word.</summary>
    public static async Task LoadedAsync(this IPage page)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMilliseconds(Person.PatienceMs));
        while (!await IsLoadedAsync(page)) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
    }

    static async Task<bool> IsLoadedAsync(IPage page)
    {
        try { return await page.EvaluateAsync<string>("document.readyState") == "complete"; }
        catch (PlaywrightException e) when (e.Message.Contains("context was destroyed", StringComparison.Ordinal)) { return false; } // another page is on its way
    }
}
