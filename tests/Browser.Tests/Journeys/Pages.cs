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
}
