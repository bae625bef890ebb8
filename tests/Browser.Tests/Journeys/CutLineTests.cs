using System.Diagnostics;
using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>«The till never lies» when the network goes away.</summary>
public class CutLineTests(Chromium chromium, Counters counters) : TillNeverLies(chromium, counters)
{
    [Theory]
    [EachDatabase(Place.Code)]
    [EachDatabase(Place.Step4)]
    [EachDatabase(Place.List)]
    public async Task The_network_is_cut_while_the_customer_pays(DatabaseKind kind, Place place)
    {
        var counter = await SharedAsync(kind);
        await using Line line = new(counter.Server.Url);
        var (till, lea, number) = await WaitAsync(counter, place, o => o.BaseURL = line.Url.ToString());
        await ShouldBeSureAsync(till);
        till.MayLoseTheLine = true;
        line.Cut();
        await till.Context.SetOfflineAsync(true);
        await ShouldBeUnsureAsync(till);
        await PayAsync(lea);
        await ShouldBeUnsureAsync(till); // and stays so
        var back = Stopwatch.StartNew();
        line.Mend();
        await till.Context.SetOfflineAsync(false);
        await ShouldBeRightAsync(till, place, number, back);
    }
}
