using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Guichet.App.Payments.Exporting;

/// <summary>A text inside a cell: what XML gives a meaning to, what it forbids, and the format's own escapes (_x000D_).</summary>
internal static partial class XlsxText
{
    /// <summary>Where one of these is not, nothing has to be looked at more closely: nearly always.</summary>
    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (char)c), '&', '<', '>', '_', '\uFFFE', '\uFFFF', .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    public static bool HasOuterSpace(string text) => char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) || text.AsSpan().IndexOfAny('\t', '\n', '\r') >= 0;

    public static string Escape(string text)
    {
        if (text.AsSpan().IndexOfAny(Special) < 0)
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16);
        // A text that looks like an escape is no escape.
        foreach (var rune in LooksEscaped().Replace(text, "_x005F_").EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '\t' or '\n' => escaped.Append((char)rune.Value),
                < 0x20 => escaped.Append(CultureInfo.InvariantCulture, $"_x{rune.Value:X4}_"),
                0xFFFE or 0xFFFF => escaped.Append('\uFFFD'),
                _ => escaped.Append(rune.ToString()),
            };
        }

        return escaped.ToString();
    }

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LooksEscaped();
}
