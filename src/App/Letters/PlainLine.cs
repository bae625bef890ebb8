using System.Globalization;
using System.Text;

namespace Guichet.App.Letters;

/// <summary>
/// What people typed, made harmless for a subject or a line of text: one line, no control, format or direction-changing character, bounded (I-30).
/// Forms refuse such characters already; letters do not rely on it, because rows may come from elsewhere.
/// </summary>
internal static class PlainLine
{
    public const int MaxLength = 200;

    public static string Of(string text)
    {
        var line = new StringBuilder();
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (length >= MaxLength)
            {
                return line.Append('…').ToString();
            }

            if (IsHarmful(rune))
            {
                // One space for a run of them.
                length += line.Length > 0 && line[^1] != ' ' ? Append(line, new Rune(' ')) : 0;
            }
            else
            {
                length += Append(line, rune);
            }
        }

        return line.ToString().Trim();
    }

    private static int Append(StringBuilder line, Rune rune)
    {
        line.Append(rune.ToString());
        return 1;
    }

    /// <summary>The joiner of emoji (U+200D) stays; a lone surrogate arrives as U+FFFD.</summary>
    private static bool IsHarmful(Rune rune) => rune.Value != 0x200D && (rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse
        or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned);
}
