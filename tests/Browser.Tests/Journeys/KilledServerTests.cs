using System.Diagnostics;
using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>«The till never lies» when the server is killed.</summary>
public class KilledServerTests(Chromium chromium, Counters counters) : TillNeverLies(chromium, counters)
{
    [Theory]
    [EachDatabase(Place.Code)]
    [EachDatabase(Place.Step4)]
    [EachDatabase(Place.List)]
    public async Task The_server_is_killed_and_comes_back(DatabaseKind kind, Place place)
    {
        var counter = await CounterAsync(kind);
        var (till, lea, number) = await WaitAsync(counter, place);
        await ShouldBeSureAsync(till);
        till.MayLoseTheLine = lea.MayLoseTheLine = true;
        await counter.Server.KillAsync();
        await ShouldBeUnsureAsync(till);
        await counter.Server.StartAgainAsync();
        // Back is a server that answers this page: the first one after a start has to be compiled.
        (await till.Page.APIRequest.GetAsync(till.Page.Url)).Ok.ShouldBeTrue();
        // Nothing has changed meanwhile: sure again, still waiting.
        await ShouldBeSureAsync(till, RightAgainMs);
        await PayAsync(lea);
        await ShouldBeRightAsync(till, place, number, Stopwatch.StartNew());
    }
}
