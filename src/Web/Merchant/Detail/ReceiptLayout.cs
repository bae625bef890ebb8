using System.Globalization;
using System.Text;

namespace Guichet.Web.Merchant.Detail;

/// <summary>How a text of a receipt looks. Sizes in points.</summary>
public sealed record ReceiptType(float Size, bool IsStrong = false, bool IsSoft = false);

/// <summary>A line of text in its place: from the left edge, or to the right one; points from the top left of the page.</summary>
public sealed record PlacedText(string Text, float X, float Y, ReceiptType Type, bool EndsAtX = false);

/// <summary>Where everything of a receipt stands on one A4 page: texts, and the rules between its parts (by their height).</summary>
public sealed record ReceiptLayout(IReadOnlyList<PlacedText> Texts, IReadOnlyList<float> Rules)
{
    // A4 in whole points.
    public const float Width = 595, Height = 842;
    public const float Margin = 62, Top = 46;
    private const float Right = Width - Margin, Wide = Width - 2 * Margin, LabelWidth = 170, Gap = 14;

    private static readonly ReceiptType Title = new(13, IsStrong: true), Reading = new(11), Soft = new(11, IsSoft: true), Small = new(9, IsSoft: true);
    private static readonly ReceiptType Name = new(20, IsStrong: true), Hero = new(34, IsStrong: true), Value = new(11, IsStrong: true);

    /// <param name="widthOf">Of a text in a type, in points.</param>
    public static ReceiptLayout Of(ReceiptPaper paper, Func<string, ReceiptType, float> widthOf)
    {
        var page = new Pen(widthOf);
        page.Down(Top);
        page.Line(paper.Title, Title);
        page.Line(paper.What, Soft);
        page.Down(20);
        page.Paragraph(paper.Merchant, Name);
        page.Paragraph(paper.Place, Soft);
        page.Down(24);
        page.Line(paper.Caption, Soft);
        page.Down(8);
        page.Line(paper.Amount, Hero);
        page.Down(18);
        page.Rows(paper.Facts, Value);
        page.Down(18);
        page.Rows(paper.Amounts, Value);
        page.Down(18);
        foreach (var note in paper.Notes)
        {
            page.Paragraph(note, Reading);
            page.Down(6);
        }

        page.Down(10);
        foreach (var line in paper.Foot)
        {
            page.Paragraph(line, Small);
        }

        return new ReceiptLayout(page.Texts, page.Rules);
    }

    private sealed class Pen(Func<string, ReceiptType, float> widthOf)
    {
        private float _y;

        public List<PlacedText> Texts { get; } = [];
        public List<float> Rules { get; } = [];

        public void Down(float by) => _y += by;

        public void Line(string text, ReceiptType type)
        {
            _y += LineOf(type);
            Texts.Add(new PlacedText(text, Margin, _y, type));
        }

        public void Paragraph(string text, ReceiptType type)
        {
            foreach (var line in Broken(text, type, Wide))
            {
                Line(line, type);
            }
        }

        /// <summary>Labels at the left, values to the right edge; a rule above each row and below the last.</summary>
        public void Rows(IReadOnlyList<ReceiptRow> rows, ReceiptType type)
        {
            foreach (var row in rows)
            {
                Rules.Add(_y);
                _y += 4;
                var top = _y;
                foreach (var line in Broken(row.Label, Soft, LabelWidth))
                {
                    Line(line, Soft);
                }

                var end = _y;
                _y = top;
                foreach (var line in Broken(row.Value, type, Wide - LabelWidth - Gap))
                {
                    _y += LineOf(type);
                    Texts.Add(new PlacedText(line, Right, _y, type, EndsAtX: true));
                }

                _y = Math.Max(_y, end) + 8;
            }

            Rules.Add(_y);
        }

        private static float LineOf(ReceiptType type) => type.Size * (type.Size > 16 ? 1.2f : 1.45f);

        /// <summary>Between words where it can be, else within one: a basket number has no place to break.</summary>
        private List<string> Broken(string text, ReceiptType type, float width)
        {
            List<string> lines = [];
            var line = new StringBuilder();
            foreach (var word in text.Split(' '))
            {
                if (line.Length > 0 && widthOf($"{line} {word}", type) > width)
                {
                    lines.Add(line.ToString());
                    line.Clear();
                }

                line.Append(line.Length > 0 ? " " : "");
                foreach (var letter in Letters(word))
                {
                    if (line.Length > 0 && widthOf($"{line}{letter}", type) > width)
                    {
                        lines.Add(line.ToString());
                        line.Clear();
                    }

                    line.Append(letter);
                }
            }

            lines.Add(line.ToString());
            return lines;
        }

        private static IEnumerable<string> Letters(string word)
        {
            var letters = StringInfo.GetTextElementEnumerator(word);
            while (letters.MoveNext())
            {
                yield return letters.GetTextElement();
            }
        }
    }
}
