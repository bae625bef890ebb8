using System.Globalization;
using System.Text.RegularExpressions;
using Guichet.App.Payments;
using Guichet.Bench.Seed;
using Guichet.Domain;
using Guichet.Fixtures;

namespace Guichet.Bench;

/// <summary>The pages that the chain's signatory and the large point see, whole, from a real server.</summary>
internal sealed partial class ListHttpWorld : IAsyncDisposable
{
    private const int WarmUpPages = 150;

    private readonly GuichetServer _server;
    private readonly FormClient _chain, _lone;
    private readonly ListBenchWorld _world;

    private ListHttpWorld(GuichetServer server, ListBenchWorld world) =>
        (_server, _world, _chain, _lone) = (server, world, new FormClient(server.Url), new FormClient(server.Url));

    public static async Task<ListHttpWorld> OpenAsync(string database, ListBenchWorld world)
    {
        var web = new ListHttpWorld(await GuichetServer.StartAsync(database), world);
        // Its jobs end what is due in the seed: measured is a list at rest.
        await (await ExportBenchWorld.OpenAsync(database)).SettleAsync();
        await web._chain.SubmitAsync("/connexion", ("number", SeedWorld.ChainNumber), ("password", SeedWorld.Password));
        await web._lone.SubmitAsync("/connexion", ("number", SeedWorld.LonePointShopId), ("password", SeedWorld.Password));
        // A server that has just started is still being compiled: measured is one that serves.
        for (var i = 0; i < WarmUpPages; i++)
        {
            await OpenAsync(web._chain, Address(true, ""), isLive: false);
            await OpenAsync(web._lone, Address(false, ""), isLive: false);
        }

        return web;
    }

    public async Task<List<(string Name, Func<Task<string>> Run)>> CasesAsync()
    {
        var today = ParisCalendar.DayOf(TimeProvider.System.GetUtcNow());
        List<(string, Func<Task<string>>)> cases = [];
        foreach (var (who, client, isChain) in new[] { ("chain", _chain, true), ("large point", _lone, false) })
        {
            Page("first page", "");
            cases.Add(($"{who}: first page, as it renews itself", () => OpenAsync(client, Address(isChain, ""), isLive: true)));
            foreach (var depth in ListBenchWorld.Depths)
            {
                if (await _world.AtAsync(isChain, depth) is { } position)
                {
                    Page($"page at depth {depth.ToString("#,0", CultureInfo.InvariantCulture)}", $"apres={position.Text}");
                }
            }

            foreach (var tab in new[] { "en-attente", "a-valider", "expire-bientot", "valide", "expire", "annule" })
            {
                Page($"tab {tab}", $"statut={tab}");
            }

            Page("by amount down", "tri=-montant");
            Page("by basket number up", "tri=panier");
            Page("last 30 days", $"du={today.AddDays(-30):yyyy-MM-dd}&au={today:yyyy-MM-dd}");
            Page("customer by identifier", $"client={SeedWorld.CustomerEmail(7)}");
            Page("search many matches", "q=caisse");
            Page("search few matches", "q=dossier+4711");
            Page("search none", "q=introuvable");

            void Page(string name, string query) => cases.Add(($"{who}: {name}", () => OpenAsync(client, Address(isChain, query), isLive: false)));
        }

        return cases;
    }

    public async ValueTask DisposeAsync()
    {
        _chain.Dispose();
        _lone.Dispose();
        await _server.DisposeAsync();
    }

    private static string Address(bool isChain, string query) => $"/encaissement?{string.Join('&', new[] { isChain ? "points=tous" : "", query }.Where(part => part.Length > 0))}";

    /// <summary>How many rows and kilobytes came; a page without its counters is none.</summary>
    private static async Task<string> OpenAsync(FormClient client, string address, bool isLive)
    {
        var page = await client.OpenAsync(address, isLive);
        return Counter().Count(page.Html) == Enum.GetValues<PaymentTab>().Length
            ? string.Create(CultureInfo.InvariantCulture, $"{Row().Count(page.Html)}, {page.Html.Length / 1000} kB")
            : throw new InvalidOperationException($"No list at {page.Address}: {page.Html[..Math.Min(200, page.Html.Length)]}");
    }

    [GeneratedRegex("data-counter=")]
    private static partial Regex Counter();

    [GeneratedRegex("data-payment=")]
    private static partial Regex Row();
}
