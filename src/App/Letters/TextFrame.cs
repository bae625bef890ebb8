using System.Text;

namespace Guichet.App.Letters;

/// <summary>A letter as plain text, for readers and programs that want no HTML. Says everything that the HTML says.</summary>
internal static class TextFrame
{
    public static string Write(LetterContent letter, LetterLanguage language, string issuer)
    {
        var text = new StringBuilder();
        text.Append(letter.Title).Append("\n\n").Append(letter.Greeting).Append("\n\n");
        foreach (var block in letter.Blocks)
        {
            Write(text, block, language);
            text.Append('\n');
        }

        text.Append(language.Text("Frame.Closing")).Append('\n').Append(issuer).Append("\n\n-- \n");
        foreach (var line in letter.Footer)
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, LetterBlock block, LetterLanguage language)
    {
        switch (block)
        {
            case Paragraph(var sentence):
                text.Append(sentence).Append('\n');
                break;
            case NoteBlock(var sentence):
                text.Append(sentence).Append('\n');
                break;
            case AmountBlock(var caption, var amount):
                Labelled(text, language, caption, amount);
                break;
            case FactsBlock(var facts):
                foreach (var fact in facts)
                {
                    Labelled(text, language, fact.Label, fact.Value);
                }

                break;
            case ButtonBlock(var label, var address):
                text.Append(label).Append('\n').Append(address.AbsoluteUri).Append('\n');
                break;
            default:
                throw new InvalidOperationException($"No text for {block.GetType().Name}");
        }
    }

    private static void Labelled(StringBuilder text, LetterLanguage language, string label, string value) =>
        text.AppendFormat(language.Culture, LetterTexts.Get("Format.Labelled", language.Culture), label, value).Append('\n');
}
