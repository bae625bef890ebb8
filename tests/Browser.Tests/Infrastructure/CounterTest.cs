using Guichet.Fixtures;

namespace Guichet.Browser.Tests.Infrastructure;

/// <summary>A test at a counter that it shares with the tests of its class: what it expects of balances is relative to what it found.</summary>
public abstract class CounterTest(Chromium chromium, Counters counters) : BrowserTest(chromium), IClassFixture<Counters>
{
    protected Task<Counter> SharedAsync(DatabaseKind kind) => counters.OfAsync(kind);

    protected override async ValueTask CheckAsync()
    {
        foreach (var counter in counters.Open) await counter.ShouldBeSoundAsync();
    }
}
