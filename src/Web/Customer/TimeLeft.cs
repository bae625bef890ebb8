using Guichet.Domain;
using Guichet.Web.Texts;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Customer;

/// <summary>How long a request can still be paid, as people count: «encore 4 min 12 s», «encore 3 h», «dans 4 jours (28/06/2020)».</summary>
public sealed class TimeLeft(IStringLocalizer<Texts.App> texts, Moments moments)
{
    private static readonly TimeSpan Soon = TimeSpan.FromHours(24);
    private static readonly TimeSpan Ticking = TimeSpan.FromHours(1);

    /// <summary>Less than a day: shown in amber.</summary>
    public static bool IsSoon(DateTimeOffset deadline, DateTimeOffset now) => deadline - now < Soon;

    /// <summary>Less than an hour: counts down on the screen.</summary>
    public static bool Ticks(DateTimeOffset deadline, DateTimeOffset now) => deadline > now && deadline - now < Ticking;

    public static long SecondsUntil(DateTimeOffset deadline, DateTimeOffset now) => Math.Max(0, (long)Math.Ceiling((deadline - now).TotalSeconds));

    public string Of(DateTimeOffset deadline, DateTimeOffset now)
    {
        var left = SecondsUntil(deadline, now);
        return left switch
        {
            0 => texts["left.over"],
            < 60 => texts["left.seconds", left],
            < 3_600 => texts["left.minutes", left / 60, left % 60],
            < 86_400 => texts["left.hours", left / 3_600],
            _ => texts["left.days", moments.Days(ParisCalendar.LastDayBefore(deadline).DayNumber - ParisCalendar.DayOf(now).DayNumber),
                Moments.Day(ParisCalendar.LastDayBefore(deadline))],
        };
    }
}
