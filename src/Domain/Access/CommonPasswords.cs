using System.Collections.Frozen;
using System.IO.Compression;
using System.Text;

namespace Guichet.Domain.Access;

/// <summary>
/// Passwords of 12 characters and more that are found again and again in what was stolen elsewhere, and the French and English words, first names and short
/// passwords that long ones are made of. Part of the program (common-passwords.br), read at the first question: about 43 000 lines.
/// </summary>
internal static class CommonPasswords
{
    private static readonly Lazy<(FrozenSet<string> Words, FrozenSet<string> Whole)> Lists = new(Read);

    /// <param name="lower">A whole password, in small letters, NFC.</param>
    public static bool Has(string lower) => Lists.Value.Whole.Contains(lower);

    /// <param name="letters">a to z only, at least four.</param>
    public static bool HasWord(string letters) => Lists.Value.Words.Contains(letters);

    /// <summary>Words, an empty line, whole passwords.</summary>
    private static (FrozenSet<string> Words, FrozenSet<string> Whole) Read()
    {
        using var packed = typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.br")!;
        using var reader = new StreamReader(new BrotliStream(packed, CompressionMode.Decompress), Encoding.UTF8);
        List<string> words = [], whole = [];
        var part = words;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0)
            {
                part = whole;
            }
            else
            {
                part.Add(line);
            }
        }

        return (words.ToFrozenSet(StringComparer.Ordinal), whole.ToFrozenSet(StringComparer.Ordinal));
    }
}
