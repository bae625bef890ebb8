namespace Guichet.Domain;

/// <summary>Instants in storage are UTC; everything that a person reads or chooses is a day or an hour in Paris («Time» of the rules, I-22 to I-24).</summary>
public static class ParisCalendar
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(LocalOf(instant));

    public static DateTime LocalOf(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Paris).DateTime;

    /// <summary>The first instant that no longer belongs to the day: the next midnight in Paris, in UTC. Clock changes never happen at midnight there.</summary>
    public static DateTimeOffset EndOf(DateOnly day)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Paris.GetUtcOffset(midnight)).ToUniversalTime();
    }

    public static DateTimeOffset StartOf(DateOnly day) => EndOf(day.AddDays(-1));

    /// <summary>«n jours» from the Paris day of an instant: inclusive to the end of day d + n.</summary>
    public static DateTimeOffset EndOfWindow(DateTimeOffset from, int days) => EndOf(DayOf(from).AddDays(days));

    /// <summary>The last day on which something that ends at <paramref name="deadline"/> (exclusive) is still possible.</summary>
    public static DateOnly LastDayBefore(DateTimeOffset deadline) => DayOf(deadline.AddTicks(-1));

    /// <summary>Instants are kept to the millisecond, so that both databases give them back equal.</summary>
    public static DateTimeOffset Truncate(DateTimeOffset instant) =>
        new(instant.UtcTicks - instant.UtcTicks % TimeSpan.TicksPerMillisecond, TimeSpan.Zero);
}
