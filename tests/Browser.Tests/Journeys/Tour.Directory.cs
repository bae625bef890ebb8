using Guichet.Browser.Tests.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>The directory on both sides: what a merchant puts online, what anybody finds.</summary>
public abstract partial class Tour
{
    protected async Task WalkDirectoryAsync(Counter counter, Func<Person, string, Task> look, Action<BrowserNewContextOptions>? change)
    {
        var (paul, visitor) = (await PaulAsync(counter, change), await PersonAsync("visitor", counter, change: change));
        var page = paul.Page;
        foreach (var address in (string[])["/mes-donnees", "/mes-donnees?q=introuvable", "/mes-donnees/10000651", "/mes-donnees/10000651/photo"])
        {
            await page.GotoAsync(address);
            await look(paul, address);
        }

        await page.PressAsync("Enregistrer la photo");
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await look(paul, "a photo that was not chosen");
        await page.GotoAsync("/mes-donnees/10000653");
        await page.Textbox("Nom affiché").FillAsync(" ");
        await page.Textbox("Code postal").FillAsync("1");
        await page.Textbox("Site internet").FillAsync("http://x");
        await page.PressAsync("Enregistrer");
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await look(paul, "own details with errors");
        await page.Textbox("Nom affiché").FillAsync("Hôtel du Port");
        await page.Textbox("Code postal").FillAsync("17000");
        await page.Textbox("Site internet").FillAsync($"www.{new string('w', 60)}.example/{new string('w', 60)}"); // nowhere to break a line
        await page.PressAsync("Enregistrer");
        await Expect(page.GetByText("C'est en ligne.")).ToBeVisibleAsync();
        await look(paul, "own details, saved");

        foreach (var address in (string[])["/app/annuaire", "/app/annuaire?q=introuvable", "/app/annuaire?q=biarritz&activite=Hotel"])
        {
            await visitor.Page.GotoAsync(address);
            await look(visitor, address);
        }

        foreach (var search in (string[])["hotel port", "refuge"])
        {
            await visitor.SearchDirectoryAsync(search);
            await visitor.Page.Locator("a.place").ClickAsync();
            await look(visitor, $"a place of the directory, {search}");
        }
    }
}
