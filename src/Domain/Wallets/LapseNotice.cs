namespace Guichet.Domain.Wallets;

/// <summary>When a customer is told that titles lapse on 31 December: twice, in time to spend them.</summary>
public static class LapseNotice
{
    /// <summary>Days before the end, the last one first.</summary>
    public static readonly IReadOnlyList<int> Stages = [14, 60];

    /// <summary>The notice that a day asks for: 14 within the last 14 days of the year, 60 within the last 60, null before.</summary>
    public static int? StageOn(DateOnly day)
    {
        var left = new DateOnly(day.Year, 12, 31).DayNumber - day.DayNumber;
        foreach (var stage in Stages)
        {
            if (left <= stage)
            {
                return stage;
            }
        }

        return null;
    }
}
