using System.Collections.Concurrent;
using AngleSharp.Dom;
using Guichet.App.Payments;
using Guichet.Domain.Payments;
using Guichet.Fixtures;

namespace Guichet.Web.Tests.Portal;

/// <summary>The demonstration and, at «Camping des Pins», three requests of today that every filter can tell apart.</summary>
public sealed class ListSites : IAsyncDisposable
{
    public const string Alpha = "Alpha-100", Beta = "Beta-200", Gamma = "Gamma-300";
    public static readonly string[] All = [Alpha, Beta, Gamma];

    private readonly ConcurrentDictionary<DatabaseKind, Lazy<Task<PortalSite>>> _sites = [];

    public Task<PortalSite> OnAsync(DatabaseKind kind) => _sites.GetOrAdd(kind, k => new(() => StartAsync(k))).Value;

    private static async Task<PortalSite> StartAsync(DatabaseKind kind)
    {
        var site = await PortalSite.StartAsync(kind);
        var pins = await site.ActorAsync();
        await site.AskAsync(pins, new PaymentForm
        {
            Amount = "321,00", OrderReference = Alpha, Description = "Emplacement <b>42</b> été", CustomerReference = "Dossier 88", SellerReference = "Caisse Nord",
        });
        await site.AskAsync(pins, new PaymentForm { Deferred = true, Amount = "654,32", OrderReference = Beta, Contact = "noemie@example.net", SellerReference = "Caisse Sud" });
        await site.AskAsync(pins, new PaymentForm { CaptureDelay = true, NotifyEmail = "suivi@example.org", Amount = "987,00", OrderReference = Gamma, Contact = "10000000011", Channel = RequestChannel.Identifier });
        return site;
    }

    public static string[] Baskets(Visitor visitor) => [.. visitor.Page.QuerySelectorAll("td.ops__basket").Select(cell => Visitor.Clean(cell.TextContent))];

    public static string[] Counters(Visitor visitor) => visitor.Names(".counter strong");

    public async ValueTask DisposeAsync()
    {
        foreach (var site in _sites.Values)
        {
            await (await site.Value).DisposeAsync();
        }
    }
}
