using System.Globalization;
using System.Text;

namespace Guichet.Domain;

/// <summary>Free texts as people type them, in one normal form: trimmed, NFC, printable, bounded («Identity and access» of the rules, I-44).</summary>
public static class Texts
{
    public const int MaxOrderReference = 35;
    public const int MaxFreeText = 140;
    public const int MaxEmail = 254;
    public const int MaxNote = 500;
    public const int MaxNotice = 1_000;

    /// <summary>1 to 35 printable characters. Refuses order_reference_invalid.</summary>
    public static Result<string> OrderReference(string? typed) =>
        Normalize(typed, MaxOrderReference) is { Length: > 0 } text ? text : new Refusal(RefusalCode.OrderReferenceInvalid, MaxOrderReference);

    /// <summary>Up to 140 printable characters, «» when empty. Refuses text_invalid beside the given field.</summary>
    public static Result<string> Optional(string? typed, string field) =>
        Normalize(typed, MaxFreeText) ?? (Result<string>)new Refusal(RefusalCode.TextInvalid, MaxFreeText) { Field = field };

    /// <summary>Up to 140 printable characters in one line, null when empty: what a merchant tells the customer. Refuses text_invalid beside «reason».</summary>
    public static Result<string?> ReasonToCustomer(string? typed) =>
        Normalize(typed?.ReplaceLineEndings(" "), MaxFreeText) is { } text ? text.Length == 0 ? (string?)null : text : new Refusal(RefusalCode.TextInvalid, MaxFreeText) { Field = "reason" };

    /// <summary>1 to 500 printable characters, one paragraph: the line breaks of a text area become spaces. Refuses text_invalid beside «note».</summary>
    public static Result<string> Note(string? typed) =>
        Normalize(typed?.ReplaceLineEndings(" "), MaxNote) is { Length: > 0 } text ? text : new Refusal(RefusalCode.TextInvalid, MaxNote) { Field = "note" };

    /// <summary>1 to 500 printable characters, one paragraph: why an operator decided. Refuses text_invalid beside «reason».</summary>
    public static Result<string> Reason(string? typed) =>
        Normalize(typed?.ReplaceLineEndings(" "), MaxNote) is { Length: > 0 } text ? text : new Refusal(RefusalCode.TextInvalid, MaxNote) { Field = "reason" };

    /// <summary>1 to 140 printable characters. Refuses text_invalid beside the given field.</summary>
    public static Result<string> Required(string? typed, string field) =>
        Normalize(typed, MaxFreeText) is { Length: > 0 } text ? text : new Refusal(RefusalCode.TextInvalid, MaxFreeText) { Field = field };

    /// <summary>Up to 1 000 printable characters, one paragraph, «» when empty. Refuses text_invalid beside the given field.</summary>
    public static Result<string> Notice(string? typed, string field) =>
        Normalize(typed?.ReplaceLineEndings(" "), MaxNotice) ?? (Result<string>)new Refusal(RefusalCode.TextInvalid, MaxNotice) { Field = field };

    /// <summary>Null when the text has control or direction-changing characters, is no valid Unicode or is too long (in code points).</summary>
    public static string? Normalize(string? typed, int maxLength)
    {
        // Four UTF-16 units a code point is generous, and keeps 20 001 characters from being normalised at all.
        if (typed is null || typed.Length > 4 * maxLength + 64)
        {
            return typed is null ? "" : null;
        }

        var trimmed = typed.Trim();
        if (trimmed.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar || !IsPrintable(rune)))
        {
            return null;
        }

        var text = trimmed.Normalize(NormalizationForm.FormC);
        return text.EnumerateRunes().Count() <= maxLength ? text : null;
    }

    /// <summary>Not a control, a format character (directions, zero widths other than the joiner of emoji), a separator of lines, private or unassigned.</summary>
    private static bool IsPrintable(Rune rune) => rune.Value == 0x200D || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned);
}
