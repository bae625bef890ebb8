using System.Globalization;

namespace Guichet.Domain;

/// <summary>Days as people type them and as a browser's own field for dates sends them.</summary>
public static class DayText
{
    /// <summary>Longest text looked at, in UTF-16 units.</summary>
    public const int MaxLength = 40;

    // A field for dates sends the first form; without one people type as they write.
    private static readonly string[] Forms = ["yyyy-MM-dd", "d/M/yyyy", "d.M.yyyy", "d-M-yyyy"];

    /// <returns>False for what is no day, also for nothing.</returns>
    public static bool TryParse(string? typed, out DateOnly day)
    {
        day = default;
        return typed is { Length: <= MaxLength } && DateOnly.TryParseExact(typed.Trim(), Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    /// <summary>As a field for dates holds it.</summary>
    public static string Field(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
