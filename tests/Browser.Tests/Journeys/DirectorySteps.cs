using Guichet.Browser.Tests.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>What merchants and customers do with the directory, by the names that people read.</summary>
public static class DirectorySteps
{
    public const string Directory = "Où utiliser mes chèques", OwnRoom = "Mes données mises en ligne";

    /// <summary>From the menu to the form of one point.</summary>
    public static async Task ToProfileAsync(this Person person, string point)
    {
        var page = person.Page;
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = OwnRoom, Exact = true }).ClickAsync();
        await page.ShouldBeAtAsync(OwnRoom);
        await page.GetByRole(AriaRole.Link, new() { Name = $"Modifier {point}", Exact = true }).ClickAsync();
        await Expect(page.Textbox("Nom affiché")).ToBeVisibleAsync();
    }

    public static async Task SearchDirectoryAsync(this Person person, string text)
    {
        await person.Page.GotoAsync("/app/annuaire");
        await person.Page.ShouldBeAtAsync(Directory);
        await person.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Nom, ville ou code postal" }).FillAsync(text);
        await person.Page.PressAsync("Chercher");
        await person.Page.ToAddressAsync(url => url.Contains("?q=", StringComparison.Ordinal));
    }

    public static ILocator Place(this IPage page, string name) => page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link).Filter(new() { HasText = name });
}
