using System.Globalization;
using Guichet.Domain;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Texts;

/// <summary>Instants and days as people read them, in Paris time.</summary>
public sealed class Moments(IStringLocalizer<Common> texts, TimeProvider clock)
{
    /// <summary>24/06/2020, everywhere and in both languages.</summary>
    public static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>11h06 in French, 11:06 in English.</summary>
    public static string Hour(DateTimeOffset instant) =>
        ParisCalendar.LocalOf(instant).ToString(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "fr" ? "HH'h'mm" : "HH':'mm", CultureInfo.InvariantCulture);

    /// <summary>24/06/2020 11h06: exact, for tooltips and print.</summary>
    public static string Exact(DateTimeOffset instant) => $"{Day(ParisCalendar.DayOf(instant))} {Hour(instant)}";

    /// <summary>24/06/2020 à 11:59:35: on receipts, which are compared with a clock.</summary>
    public string ToTheSecond(DateTimeOffset instant) =>
        texts["moment.at", Day(ParisCalendar.DayOf(instant)), ParisCalendar.LocalOf(instant).ToString("HH':'mm':'ss", CultureInfo.InvariantCulture)];

    /// <summary>For the datetime attribute: 2020-06-24T11:06:00+02:00.</summary>
    public static string Machine(DateTimeOffset instant) => instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>«aujourd'hui 11h06», «hier 11h06», else the exact form.</summary>
    public string Near(DateTimeOffset instant)
    {
        var days = ParisCalendar.DayOf(clock.GetUtcNow()).DayNumber - ParisCalendar.DayOf(instant).DayNumber;
        return days switch
        {
            0 => texts["moment.today", Hour(instant)],
            1 => texts["moment.yesterday", Hour(instant)],
            _ => Exact(instant),
        };
    }

    /// <summary>«4 jours», «1 jour».</summary>
    public string Days(int days) => texts[days == 1 ? "days.one" : "days.many", days];

    /// <summary>The last day of a limit with the days left from another day: «28/06/2020 (4 jours)».</summary>
    public string DayWithDays(DateTimeOffset deadline, DateTimeOffset from)
    {
        var last = ParisCalendar.LastDayBefore(deadline);
        return $"{Day(last)} ({Days(last.DayNumber - ParisCalendar.DayOf(from).DayNumber)})";
    }
}
