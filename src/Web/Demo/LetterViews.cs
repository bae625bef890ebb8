using System.Text.RegularExpressions;

namespace Guichet.Web.Demo;

/// <summary>Both forms of a letter on a page.</summary>
/// <param name="HtmlAddress">Where its HTML is, alone, under a policy of its own.</param>
public sealed partial record LetterViews(string HtmlAddress, string Text, string Language)
{
    /// <summary>The text in pieces: what lies between links, and the links.</summary>
    public IEnumerable<(string Piece, bool IsLink)> Pieces()
    {
        var at = 0;
        foreach (Match link in Link().Matches(Text))
        {
            yield return (Text[at..link.Index], false);
            yield return (link.Value, true);
            at = link.Index + link.Length;
        }

        yield return (Text[at..], false);
    }

    [GeneratedRegex(@"https?://[^\s<>""]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Link();
}
