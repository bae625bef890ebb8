using System.Globalization;
using System.Text;

namespace Guichet.Domain;

/// <summary>
/// Text as a search compares it: without accents, case and punctuation, words between single spaces. The same on both databases, whose own ideas of accents
/// and case differ.
/// </summary>
public static class FoldedText
{
    /// <summary>Letters that no normal form takes apart.</summary>
    private const int OeLigature = 0x153, AeLigature = 0xE6, SharpS = 0xDF;

    /// <summary>«L'Hôtel du Port (La Rochelle)» → «l hotel du port la rochelle». Only letters, digits and single spaces are left: nothing of it is a sign of LIKE.</summary>
    public static string Of(string? text)
    {
        var folded = new StringBuilder();
        var isApart = false;
        foreach (var rune in (text ?? "").Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            if (!Rune.IsLetterOrDigit(rune))
            {
                isApart = true;
                continue;
            }

            folded.Append(isApart && folded.Length > 0 ? " " : "");
            isApart = false;
            folded.Append(Rune.ToLowerInvariant(rune).Value switch { OeLigature => "oe", AeLigature => "ae", SharpS => "ss", _ => Rune.ToLowerInvariant(rune).ToString() });
        }

        return folded.ToString();
    }

    /// <summary>Words of a search, at most so many.</summary>
    public static string[] Words(string? text, int most) => [.. Of(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(most)];
}
