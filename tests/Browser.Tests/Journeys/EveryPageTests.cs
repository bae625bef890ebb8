using Guichet.Browser.Tests.Infrastructure;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>A class for each part of the product: classes run side by side.</summary>
public class EveryPortalPageTests(Chromium chromium, Counters counters) : EveryPage(chromium, counters)
{
    [Fact]
    public Task No_page_has_a_fault_in_either_theme_or_scrolls_sideways() => ShouldHaveNoFaultAsync(WalkPublicAsync, WalkListAsync, WalkDirectoryAsync);
}

public class EveryAccountPageTests(Chromium chromium, Counters counters) : EveryPage(chromium, counters)
{
    [Fact]
    public Task No_page_has_a_fault_in_either_theme_or_scrolls_sideways() => ShouldHaveNoFaultAsync(WalkAccountAsync, WalkOwnAccessAsync);
}

public class EveryPaymentPageTests(Chromium chromium, Counters counters) : EveryPage(chromium, counters)
{
    [Fact]
    public Task No_page_has_a_fault_in_either_theme_or_scrolls_sideways() => ShouldHaveNoFaultAsync(WalkPaymentsAsync);
}

public class EveryAppPageTests(Chromium chromium, Counters counters) : EveryPage(chromium, counters)
{
    [Fact]
    public Task No_page_has_a_fault_in_either_theme_or_scrolls_sideways() => ShouldHaveNoFaultAsync(WalkAppAccessAsync);
}

public class EveryConsolePageTests(Chromium chromium, Counters counters) : EveryPage(chromium, counters)
{
    [Fact]
    public Task No_page_has_a_fault_in_either_theme_or_scrolls_sideways() => ShouldHaveNoFaultAsync(WalkConsoleAsync);
}
