using System.Globalization;
using Guichet.Domain;
using Guichet.Fixtures;
using Guichet.Web.Merchant;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Time.Testing;

namespace Guichet.Web.Tests.Portal;

public class DeadlineTests(PortalSites sites) : IClassFixture<PortalSites>
{
    private static readonly DateTimeOffset Now = new(2020, 6, 24, 9, 6, 0, TimeSpan.Zero); // 11h06 in Paris

    [Theory]
    [InlineData(10, "dans 10 jours", "04/07/2020", false)]
    [InlineData(4, "dans 4 jours", "28/06/2020", false)]
    [InlineData(1, "demain", "25/06/2020", false)]
    [InlineData(0, "dans 12 heures", "24/06/2020", true)]
    [InlineData(-1, "dépassée", "23/06/2020", true)]
    public async Task Days_are_counted_to_the_last_day(int days, string left, string exact, bool soon)
    {
        var deadlines = await DeadlinesAsync();
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("fr-FR");
        var deadline = ParisCalendar.EndOfWindow(Now, days);
        deadlines.Relative(deadline).ShouldBe(left);
        Deadlines.Exact(deadline).ShouldBe(exact);
        deadlines.IsSoon(deadline).ShouldBe(soon);
        deadlines.IsPassed(deadline).ShouldBe(days < 0);
    }

    [Theory]
    [InlineData(15 * 60, "dans 15 minutes", "24/06/2020 11h21")]
    [InlineData(61, "dans 2 minutes", "24/06/2020 11h07")]
    [InlineData(60, "dans 1 minute", "24/06/2020 11h07")]
    [InlineData(1, "dans 1 minute", "24/06/2020 11h06")]
    [InlineData(0, "dépassée", "24/06/2020 11h06")]
    [InlineData(3_600, "dans 1 heure", "24/06/2020 12h06")]
    public async Task What_ends_within_a_day_is_counted_in_hours_and_minutes(int seconds, string left, string exact)
    {
        var deadlines = await DeadlinesAsync();
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("fr-FR");
        deadlines.Relative(Now.AddSeconds(seconds)).ShouldBe(left);
        Deadlines.Exact(Now.AddSeconds(seconds)).ShouldBe(exact);
    }

    private async Task<Deadlines> DeadlinesAsync() =>
        new((await sites.OnAsync(DatabaseKind.Sqlite)).Get<IStringLocalizer<Texts.Portal>>(), new FakeTimeProvider(Now));
}
