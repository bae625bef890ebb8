using Guichet.Domain;
using Guichet.Web.Texts;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Merchant;

/// <summary>Limits as people read them: how long is left, and the exact end. «dans 4 jours (28/06/2020)», «dans 12 minutes (11h21)».</summary>
public sealed class Deadlines(IStringLocalizer<Portal> texts, TimeProvider clock)
{
    private static readonly TimeSpan Soon = TimeSpan.FromHours(24);

    /// <summary>Less than a day is left.</summary>
    public bool IsSoon(DateTimeOffset deadline) => Left(deadline) < Soon;

    public bool IsPassed(DateTimeOffset deadline) => Left(deadline) <= TimeSpan.Zero;

    public string Relative(DateTimeOffset deadline)
    {
        var left = Left(deadline);
        if (left <= TimeSpan.Zero)
        {
            return texts["in.passed"];
        }

        if (left < Soon)
        {
            // Rounded up: what is shown as «dans 1 minute» has not ended yet.
            var hours = (int)left.TotalHours;
            return hours > 0 ? Count("in.hours", hours) : Count("in.minutes", (int)Math.Ceiling(left.TotalMinutes));
        }

        var days = ParisCalendar.LastDayBefore(deadline).DayNumber - ParisCalendar.DayOf(clock.GetUtcNow()).DayNumber;
        return days == 1 ? texts["in.tomorrow"] : texts["in.days", days];
    }

    /// <summary>A limit that ends with a day is that day; one within a day is an hour.</summary>
    public static string Exact(DateTimeOffset deadline) =>
        EndsWithDay(deadline) ? Moments.Day(ParisCalendar.LastDayBefore(deadline)) : Moments.Exact(deadline);

    public static bool EndsWithDay(DateTimeOffset deadline) => ParisCalendar.EndOf(ParisCalendar.LastDayBefore(deadline)) == deadline;

    private TimeSpan Left(DateTimeOffset deadline) => deadline - clock.GetUtcNow();

    private string Count(string key, int count) => count == 1 ? texts[$"{key}.one"] : texts[key, count];
}
