using System.Text;
using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>«Exporter» in a browser: the file that is saved has the rows of the list, and the page says how far it is.</summary>
public class ListExportTests(Chromium chromium, ListCounters counters) : JourneyTest(chromium, counters), IClassFixture<ListCounters>
{
    const int Basket = 9; // in docs/export.md the tenth column

    [Fact]
    public async Task Both_files_have_exactly_the_filtered_rows_in_their_order()
    {
        var page = (await TillAsync(await SharedAsync(DatabaseKind.Sqlite))).Page;
        await page.GotoAsync("/encaissement?q=animation&tri=-panier");
        var listed = await BasketsAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Page suivante" }).Or(page.Locator("a[rel=next]")).First.ClickAsync();
        await Expect(page.Locator("a[rel=prev]")).ToBeVisibleAsync();
        listed.AddRange(await BasketsAsync(page));
        listed.Count.ShouldBe(ListCounters.Many);

        var workbook = ExportedFile.Sheets(await SaveAsync(page, "xlsx")).ShouldHaveSingleItem().Rows;
        workbook.Skip(1).Select(row => row[Basket]!.Value).ShouldBe(listed);
        var csv = ExportedFile.Csv(new StringReader(Encoding.UTF8.GetString(await SaveAsync(page, "csv")).TrimStart('\uFEFF'))).ToList();
        csv.Skip(1).Select(row => row[Basket]).ShouldBe(listed);
    }

    [Fact]
    public async Task Without_scripts_it_is_a_plain_download()
    {
        var page = (await TillAsync(await SharedAsync(DatabaseKind.Sqlite), o => o.JavaScriptEnabled = false)).Page;
        await page.GotoAsync("/encaissement?panier=PANIER");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[data-export='csv']").ClickAsync());
        download.Url.ShouldNotContain("suivi");
        var rows = ExportedFile.Csv(new StringReader(Encoding.UTF8.GetString(await BytesAsync(download)).TrimStart('\uFEFF'))).ToList();
        rows.Skip(1).Select(row => row[Basket]).ShouldBe(["PANIER-23", "PANIER-22", "PANIER-21"]);
        await Expect(page.Locator("[data-export-progress]")).ToBeHiddenAsync();
    }

    /// <summary>Presses, sees that it was heard, takes the file, and reads what the server counted.</summary>
    static async Task<byte[]> SaveAsync(IPage page, string form)
    {
        var link = page.Locator($"a[data-export='{form}']");
        var address = await link.GetAttributeAsync("href");
        var panel = page.Locator("[data-export-progress]");
        // Whatever the panel said, in order: the first words are there at once.
        await panel.EvaluateAsync("panel => { window.said = []; new MutationObserver(() => window.said.push(panel.querySelector('p').textContent)).observe(panel, { childList: true, subtree: true, attributes: true }); }");
        var download = await page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        var bytes = await BytesAsync(download);
        await Expect(panel).ToContainTextAsync($"Export terminé. Lignes exportées : {ListCounters.Many}.");
        (await page.EvaluateAsync<string[]>("() => window.said")).First().ShouldBe("Export en cours…");
        await Expect(panel.GetByRole(AriaRole.Button)).ToBeHiddenAsync();
        await Expect(link).Not.ToHaveClassAsync(new System.Text.RegularExpressions.Regex("is-busy"));
        (await link.GetAttributeAsync("href")).ShouldBe(new Uri(new Uri(page.Url), address).ToString(), "the next press is a new export");
        return bytes;
    }

    static async Task<byte[]> BytesAsync(IDownload download)
    {
        await using var file = await download.CreateReadStreamAsync();
        using MemoryStream bytes = new();
        await file.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    static async Task<List<string>> BasketsAsync(IPage page) => [.. await page.Locator("td.ops__basket a").AllInnerTextsAsync()];
}
