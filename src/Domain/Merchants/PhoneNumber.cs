namespace Guichet.Domain.Merchants;

/// <summary>A phone number as people type it: national with 10 digits, or international with «+» (E.164: at most 15 digits).</summary>
public static class PhoneNumber
{
    public const int MaxLength = 16;

    private const int MaxTyped = 64;
    private const int NationalLength = 10;
    private const int ShortestInternational = 8, LongestInternational = 15;

    /// <summary>Digits, with a «+» before them when it was typed. Refuses phone_invalid.</summary>
    public static Result<string> Parse(string? typed)
    {
        if (typed is null || typed.Length > MaxTyped)
        {
            return RefusalCode.PhoneInvalid;
        }

        var text = string.Concat(typed.Where(c => !char.IsWhiteSpace(c) && c is not ('.' or '-' or '(' or ')' or '/')));
        var isInternational = text.StartsWith('+');
        var digits = isInternational ? text[1..] : text;
        return digits.All(char.IsAsciiDigit) && (isInternational ? digits.Length is >= ShortestInternational and <= LongestInternational && digits[0] != '0'
            : digits.Length == NationalLength && digits[0] == '0') ? $"{(isInternational ? "+" : "")}{digits}" : RefusalCode.PhoneInvalid;
    }
}
