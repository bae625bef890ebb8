using System.Globalization;
using System.Resources;

namespace Guichet.App.Letters;

/// <summary>The sentences of the letters: LetterTexts.resx is French, LetterTexts.en.resx English. A missing one is a bug, never an empty line.</summary>
internal static class LetterTexts
{
    private static readonly ResourceManager Resources = new("Guichet.App.Letters.LetterTexts", typeof(LetterTexts).Assembly);

    public static string Get(string key, CultureInfo culture) =>
        Resources.GetString(key, culture) ?? throw new InvalidOperationException($"No text for {key}");
}
