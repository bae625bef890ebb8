using Guichet.Domain;

namespace Guichet.Web.Merchant.Closing;

/// <summary>What is wrong with the day that is asked for.</summary>
public enum DayProblem
{
    None,
    NoDate,
    Future,
    TooEarly,
}

/// <summary>The day in the address of a closing.</summary>
public static class ClosingDay
{
    /// <summary>As the filters of the list, which its lines lead to.</summary>
    public static readonly DateOnly First = new(2000, 1, 1);

    /// <summary>Of what is shown again of a wrong value, in UTF-16 units.</summary>
    public const int MaxTyped = 40;

    /// <summary>Nothing typed is today. What is wrong gives no day: a closing of another day than the asked one would be taken for it.</summary>
    public static (DateOnly? Day, DayProblem Problem) Read(string? typed, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return (today, DayProblem.None);
        }

        if (!DayText.TryParse(typed, out var day))
        {
            return (null, DayProblem.NoDate);
        }

        return day > today ? (null, DayProblem.Future) : day < First ? (null, DayProblem.TooEarly) : (day, DayProblem.None);
    }
}
