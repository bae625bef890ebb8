using System.Globalization;

namespace Guichet.Domain.Payments;

/// <summary>REF + yyyyMMdd + the day's next number for a point of sale: REF202006241. What a form proposes until somebody types something else.</summary>
/// <param name="Day">The Paris day, as yyyyMMdd.</param>
/// <param name="Sequence">1, 2, … within the point and day.</param>
public readonly record struct SuggestedReference(int Day, int Sequence)
{
    private const string Prefix = "REF";
    private const int DayLength = 8;

    public static int DayNumber(DateOnly day) => day.Year * 10_000 + day.Month * 100 + day.Day;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Day:00000000}{Sequence}");

    /// <summary>A reference of this form counts for the day's numbers even when it was typed by hand; anything else gives null.</summary>
    public static SuggestedReference? Read(string orderReference)
    {
        if (!orderReference.StartsWith(Prefix, StringComparison.Ordinal) || orderReference.Length is < 12 or > 17)
        {
            return null;
        }

        var digits = orderReference.AsSpan(Prefix.Length);
        return int.TryParse(digits[..DayLength], NumberStyles.None, CultureInfo.InvariantCulture, out var day)
            && int.TryParse(digits[DayLength..], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            && digits[DayLength] != '0' && sequence > 0
            ? new SuggestedReference(day, sequence)
            : null;
    }
}
