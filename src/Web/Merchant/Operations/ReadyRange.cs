namespace Guichet.Web.Merchant.Operations;

/// <summary>Ranges of days that are chosen with one press. They move with the calendar: a saved view of «this week» is always this week.</summary>
public enum ReadyRange
{
    Today,
    ThisWeek,
    ThisMonth,
    LastMonth,
}

public static class ReadyRanges
{
    /// <summary>First and last day, seen from a day in Paris. Weeks begin on Monday.</summary>
    public static (DateOnly From, DateOnly To) Days(this ReadyRange range, DateOnly today)
    {
        var month = new DateOnly(today.Year, today.Month, 1);
        return range switch
        {
            ReadyRange.Today => (today, today),
            ReadyRange.ThisWeek => (today.AddDays(-(((int)today.DayOfWeek + 6) % 7)), today),
            ReadyRange.ThisMonth => (month, today),
            ReadyRange.LastMonth => (month.AddMonths(-1), month.AddDays(-1)),
            _ => throw new ArgumentOutOfRangeException(nameof(range), range, "No such range."),
        };
    }

    /// <summary>The next wider one that contains it; null when only all days are wider.</summary>
    public static ReadyRange? Wider(this ReadyRange range) => range switch
    {
        ReadyRange.Today => ReadyRange.ThisWeek,
        ReadyRange.ThisWeek => ReadyRange.ThisMonth,
        _ => null,
    };
}
