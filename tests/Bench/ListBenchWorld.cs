using System.Globalization;
using Guichet.App.Access;
using Guichet.App.Payments;
using Guichet.App.Payments.Finding;
using Guichet.App.Storage;
using Guichet.Bench.Seed;
using Guichet.Domain;
using Guichet.Domain.Access;
using Guichet.Domain.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Bench;

/// <summary>Who asks, and everything that they ask.</summary>
internal sealed class ListBenchWorld : IAsyncDisposable
{
    private static readonly bool[] Directions = [false, true];

    private readonly ServiceProvider _services;
    private readonly FindPayments _find;
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private readonly MerchantActor _chain, _lone, _small;
    private readonly long[] _chainPoints;

    private ListBenchWorld(ServiceProvider services, MerchantActor chain, MerchantActor lone, MerchantActor small, long[] chainPoints, string counted)
    {
        (_services, _find, Counted) = (services, new FindPayments(services.GetRequiredService<IDbContextFactory<AppDb>>()), counted);
        (_chain, _lone, _small, _chainPoints) = (chain, lone, small, chainPoints);
    }

    /// <summary>Depths of pages: the chain has half of all payments, so that five million are near its end with ten million.</summary>
    public static readonly int[] Depths = [1_000, 100_000, 5_000_000];

    /// <summary>How many rows each of them has.</summary>
    public string Counted { get; }

    public static async Task<ListBenchWorld> OpenAsync(string database)
    {
        var services = new ServiceCollection().AddGuichetStorage(database).BuildServiceProvider();
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        var chain = await db.Agreements.Where(a => a.Number == SeedWorld.ChainNumber).Select(a => a.Id).SingleAsync();
        var lone = await db.PointsOfSale.Where(p => p.ShopId == SeedWorld.LonePointShopId).SingleAsync();
        var small = await db.Agreements.OrderBy(a => a.Number).Where(a => a.Id != chain && a.Id != lone.AgreementId).Select(a => a.Id).FirstAsync();
        var points = await db.PointsOfSale.Where(p => p.AgreementId == chain).OrderBy(p => p.ShopId).Select(p => p.Id).ToArrayAsync();
        List<string> counted = [];
        foreach (var (name, id) in new[] { ("chain", chain), ("large point", lone.AgreementId), ("small merchant", small) })
        {
            counted.Add($"{name} {(await db.Payments.CountAsync(p => p.AgreementId == id)).ToString("#,0", CultureInfo.InvariantCulture)}");
        }

        return new ListBenchWorld(services, Signatory(chain), Signatory(lone.AgreementId) with { Points = [lone.Id], Role = Role.PointAccount }, Signatory(small), points, string.Join(", ", counted));
    }

    public async Task<List<(string Name, Func<Task<string>> Run)>> CasesAsync()
    {
        var today = ParisCalendar.DayOf(_now);
        var month = new PaymentFilter { From = today.AddDays(-30), To = today };
        var some = (await _find.ListAsync(_lone, new PaymentFilter { From = today.AddDays(-400), To = today.AddDays(-390), Tab = PaymentTab.Captured, Type = PaymentType.PreReservation }, null, _now)).Page.Payments[0];
        List<(string, Func<Task<string>>)> cases = [];
        foreach (var (who, actor) in new[] { ("chain", _chain), ("large point", _lone), ("small merchant", _small) })
        {
            Page("first page", new PaymentFilter());
            foreach (var depth in Depths)
            {
                if (await AtAsync(actor, depth) is { } position)
                {
                    Page($"page at depth {depth.ToString("#,0", CultureInfo.InvariantCulture)}", new PaymentFilter(), position);
                    Page($"page before depth {depth.ToString("#,0", CultureInfo.InvariantCulture)}", new PaymentFilter(), position with { Direction = PageDirection.Back });
                }
            }

            foreach (var sort in from key in Enum.GetValues<PaymentSortKey>() from isUp in Directions select new PaymentSort(key, isUp))
            {
                Page($"by {sort.Key} {(sort.IsAscending ? "up" : "down")}", new PaymentFilter { Sort = sort });
                Page($"by {sort.Key} {(sort.IsAscending ? "up" : "down")}, last 30 days", month with { Sort = sort });
            }

            foreach (var tab in Enum.GetValues<PaymentTab>())
            {
                Page($"tab {tab}", new PaymentFilter { Tab = tab });
            }

            Page("tab Canceled by amount", new PaymentFilter { Tab = PaymentTab.Canceled, Sort = new(PaymentSortKey.Amount, false) });
            foreach (var type in Enum.GetValues<PaymentType>())
            {
                Page($"type {type}", new PaymentFilter { Type = type });
            }

            Page("today", new PaymentFilter { From = today, To = today });
            Page("a day a year ago", new PaymentFilter { From = today.AddDays(-365), To = today.AddDays(-365) });
            Page("amount 100 to 120", new PaymentFilter { MinAmount = new(100_00), MaxAmount = new(120_00) });
            Page("amount exactly 769,50", new PaymentFilter { MinAmount = new(769_50), MaxAmount = new(769_50) });
            Page("basket number, complete", new PaymentFilter { OrderReference = some.Details.OrderReference });
            Page("basket number of a day", new PaymentFilter { OrderReference = some.Details.OrderReference[..Math.Min(11, some.Details.OrderReference.Length)] });
            Page("basket number REF", new PaymentFilter { OrderReference = "ref" });
            Page("basket number, none", new PaymentFilter { OrderReference = "ZZZ" });
            Page("customer by identifier", new PaymentFilter { Customer = SeedWorld.CustomerEmail(7) });
            Page("customer, part", new PaymentFilter { Customer = "client77" });
            Page("seller", new PaymentFilter { Seller = "caisse 7" });
            Page("search many matches", new PaymentFilter { Search = "caisse" });
            Page("search few matches", new PaymentFilter { Search = "dossier 4711" });
            Page("search none", new PaymentFilter { Search = "introuvable" });
            Page("search none, last 30 days", month with { Search = "introuvable" });
            Total("totals, today", new PaymentFilter { From = today, To = today });
            Total("totals, last 30 days", month);

            foreach (var (name, filter) in new[] { ("", new PaymentFilter()), (", last 30 days", month), (", search few", new PaymentFilter { Search = "dossier 4711" }) })
            {
                cases.Add(($"{who}: counters{name}", async () => Shown(await PartAsync(actor, filter, (_, x) => x.CountAsync()))));
                cases.Add(($"{who}: page, counters and newest together{name}", async () => Shown((await _find.ListAsync(actor, filter, null, _now)).Page)));
            }

            void Page(string name, PaymentFilter filter, ListPosition? position = null) =>
                cases.Add(($"{who}: {name}", async () => Shown(await PartAsync(actor, filter, (page, _) => page(position)))));

            void Total(string name, PaymentFilter filter) => cases.Add(($"{who}: {name}", async () =>
                (await _find.TotalsAsync(actor, filter, _now)).Count.ToString("#,0", CultureInfo.InvariantCulture)));
        }

        foreach (var count in new[] { 2, 10, 25 })
        {
            cases.Add(($"chain: {count} points", async () => Shown(await PartAsync(_chain, new PaymentFilter { PointOfSaleIds = _chainPoints[^count..] }, (page, _) => page(null)))));
        }

        cases.Add(("chain: totals of everything", async () => (await _find.TotalsAsync(_chain, new PaymentFilter(), _now)).Count.ToString("#,0", CultureInfo.InvariantCulture)));
        return cases;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    /// <summary>The place of a page at that depth of the chain (or of the large point); null where there is no such depth.</summary>
    public Task<ListPosition?> AtAsync(bool isChain, int depth) => AtAsync(isChain ? _chain : _lone, depth);

    /// <summary>By counting down to it, once: what no page ever does.</summary>
    private async Task<ListPosition?> AtAsync(MerchantActor actor, int depth)
    {
        await using var db = await _services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        var most = await db.Payments.CountAsync(p => p.AgreementId == actor.AgreementId);
        // The chain has about half of all: a page at five million stands near its end.
        var at = Math.Min(depth, most - 2 * FindPayments.PageSize);
        if (at < depth * 0.9)
        {
            return null;
        }

        var row = await ReadPayment.InScope(db, actor).OrderByDescending(p => p.LastActivityAt).ThenByDescending(p => p.Id).Skip(at).Select(p => new { p.Number, p.LastActivityAt }).FirstAsync();
        return new ListPosition(row.Number, row.LastActivityAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), PageDirection.Forward);
    }

    /// <summary>The page or the counters alone: the use case gives both in one answer.</summary>
    private async Task<T> PartAsync<T>(MerchantActor actor, PaymentFilter filter, Func<Func<ListPosition?, Task<PaymentPage>>, ListTotals, Task<T>> part)
    {
        await using var db = await _services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        await using var source = await ListSource.OpenAsync(db, new ListLimits());
        var (scope, conditions) = (await ListScope.OfAsync(db, actor, filter.PointOfSaleIds), new ListConditions(filter, _now));
        return await part(position => ListReading.PageAsync(db, source, scope, conditions, actor, filter, position, int.MaxValue), new ListTotals(source, scope, conditions, filter));
    }

    private static string Shown(PaymentPage page) => $"{page.Payments.Count}{(page.StoppedEarly ? ", stopped" : "")}";

    private static string Shown(PaymentCounts counts) => string.Join(' ', Enum.GetValues<PaymentTab>().Select(tab => $"{counts[tab].Count}{(counts[tab].OrMore ? "+" : "")}"));

    private static MerchantActor Signatory(long agreement) => new(1, agreement, null, "Bench", null) { Role = Role.Signatory };
}
