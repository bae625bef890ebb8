using System.Text;

namespace Guichet.Domain.Merchants;

/// <summary>The name under which a document is kept and handed out: what was typed, made harmless for pages, headers and file systems.</summary>
public static class DocumentName
{
    public const int MaxLength = 80;

    private const string Nameless = "document";

    /// <summary>Only letters, digits, spaces, «-», «_», «.» and brackets; the ending says what the content is, whatever the name said.</summary>
    public static string Of(string? typed, DocumentType type)
    {
        var name = (typed ?? "").Split('/', '\\')[^1];
        var stem = name.LastIndexOf('.') is var dot and > 0 ? name[..dot] : name;
        var kept = new StringBuilder();
        foreach (var rune in stem[..Math.Min(stem.Length, 4 * MaxLength)].EnumerateRunes())
        {
            kept.Append(Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '-' or '_' or '(' or ')' ? rune.ToString() : rune.Value == '.' ? "." : "_");
        }

        var clean = Texts.Normalize(kept.ToString().Trim('.', ' ', '_'), 4 * MaxLength) ?? "";
        var bounded = string.Concat(clean.EnumerateRunes().Take(MaxLength - type.Extension().Length).Select(rune => rune.ToString()));
        return $"{(bounded.Length == 0 ? Nameless : bounded)}{type.Extension()}";
    }
}
