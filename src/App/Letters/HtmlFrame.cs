using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Guichet.App.Letters;

/// <summary>
/// A letter as HTML: tables and inline styles, which is what mail programs understand; no image, no script, nothing loaded from elsewhere.
/// The light colours stand inline, the dark ones in a style block (programs that ignore it show the light letter). Every text is encoded here.
/// </summary>
internal static class HtmlFrame
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Write(LetterContent letter, LetterLanguage language, string issuer)
    {
        var colours = LetterColours.Of(letter.Tone);
        var body = string.Concat(letter.Blocks.Select(block => Write(block, language)));
        var preview = letter.Blocks.OfType<Paragraph>().FirstOrDefault()?.Text ?? letter.Title;
        var footer = string.Concat(letter.Footer.Select(line => $"<p class=\"soft\" style=\"margin:0 0 8px;color:{LetterColours.InkSoft};font-size:13px;line-height:1.5\">{Encode(line)}</p>"));
        return $"""
            <!doctype html>
            <html lang="{language.Code}" dir="ltr">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="supported-color-schemes" content="light dark">
            <meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
            <title>{Encode(letter.Subject)}</title>
            <style>{LetterColours.Style}</style>
            </head>
            <body class="paper" style="margin:0;padding:0;background:{LetterColours.Paper};-webkit-text-size-adjust:100%">
            <div style="display:none;max-height:0;overflow:hidden;font-size:1px;line-height:1px;opacity:0">{Encode(preview)}</div>
            <table role="presentation" class="paper" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:{LetterColours.Paper}"><tr><td align="center" class="room" style="padding:24px 12px 40px">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;font-family:{LetterColours.Font};color:{LetterColours.Ink}">
            <tr><td>{Awning}</td></tr>
            <tr><td class="sheet" style="background:{LetterColours.Sheet};border:1px solid {LetterColours.Line};border-top:0;border-radius:0 0 20px 20px;padding:28px 32px 32px">
            <p class="soft" style="margin:0 0 20px;color:{LetterColours.InkSoft};font-size:13px;font-weight:600;letter-spacing:.04em">{Encode(language.Text("Frame.Product"))}</p>
            <p style="margin:0 0 12px"><span class="chip {colours.Name}" style="display:inline-block;padding:4px 12px;border-radius:999px;background:{colours.Soft};color:{colours.Strong};font-size:13px;font-weight:600;line-height:1.5">{colours.Sign}&#160;{Encode(letter.Status)}</span></p>
            <h1 class="ink" style="margin:0 0 20px;color:{LetterColours.Ink};font-size:25px;line-height:1.2;font-weight:700;letter-spacing:-.01em">{Encode(letter.Title)}</h1>
            <p class="ink" style="{ParagraphStyle}">{Encode(letter.Greeting)}</p>
            {body}<p class="ink" style="{ParagraphStyle};margin-top:28px">{Encode(language.Text("Frame.Closing"))}<br><em>{Encode(issuer)}</em></p>
            </td></tr>
            <tr><td style="padding:20px 32px 0">{footer}</td></tr>
            </table>
            </td></tr></table>
            </body>
            </html>

            """;
    }

    private const string ParagraphStyle = $"margin:0 0 16px;color:{LetterColours.Ink};font-size:16px;line-height:1.55";

    /// <summary>The awning of the counter: eight stripes, the family's mark without a picture.</summary>
    private static readonly string Awning =
        "<table role=\"presentation\" aria-hidden=\"true\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr>"
        + string.Concat(Enumerable.Range(0, 8).Select(stripe =>
            $"<td width=\"12.5%\" height=\"22\" style=\"height:22px;line-height:22px;font-size:1px;background:{(stripe % 2 == 0 ? LetterColours.Awning : LetterColours.AwningStripe)};"
            + $"border-radius:{(stripe == 0 ? "12px" : "0")} {(stripe == 7 ? "12px" : "0")} 11px 11px\">&#160;</td>"))
        + "</tr></table>";

    private static string Write(LetterBlock block, LetterLanguage language) => block switch
    {
        Paragraph(var text) => $"<p class=\"ink\" style=\"{ParagraphStyle}\">{Encode(text)}</p>\n",
        NoteBlock(var text) => $"<p class=\"soft\" style=\"margin:0 0 12px;color:{LetterColours.InkSoft};font-size:14px;line-height:1.55\">{Encode(text)}</p>\n",
        AmountBlock(var caption, var amount) => $"""
            <p class="soft" style="margin:24px 0 0;color:{LetterColours.InkSoft};font-size:14px;line-height:1.5">{Encode(caption)}</p>
            <p class="ink" style="margin:0 0 24px;color:{LetterColours.Ink};font-size:42px;line-height:1.15;font-weight:700;letter-spacing:-.02em;white-space:nowrap">{Encode(amount)}</p>

            """,
        FactsBlock(var facts) => $"""
            <table width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:4px 0 20px;border-collapse:collapse">
            {string.Concat(facts.Select(Write))}</table>

            """,
        ButtonBlock(var label, var address) => $"""
            <table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:24px 0 12px"><tr><td class="button" align="center" style="background:{LetterColours.Accent};border-radius:12px">
            <a class="button" href="{Encode(address.AbsoluteUri)}" style="display:inline-block;padding:15px 26px;color:{LetterColours.OnAccent};font-size:16px;font-weight:600;line-height:1.3;text-decoration:none;border-radius:12px">{Encode(label)}</a></td></tr></table>
            <p class="soft" style="margin:0 0 20px;color:{LetterColours.InkSoft};font-size:13px;line-height:1.5">{Encode(language.Text("Frame.CopyLink"))}<br>
            <a class="link" href="{Encode(address.AbsoluteUri)}" style="color:{LetterColours.Accent};word-break:break-all">{Encode(address.AbsoluteUri)}</a></p>

            """,
        _ => throw new InvalidOperationException($"No HTML for {block.GetType().Name}"),
    };

    private static string Write(LetterFact fact) => $"""
        <tr><th scope="row" align="left" valign="top" class="soft rule" style="{RowStyle};padding-right:16px;color:{LetterColours.InkSoft};font-size:14px;font-weight:400;width:42%">{Encode(fact.Label)}</th>
        <td valign="top" class="ink rule" style="{RowStyle};color:{LetterColours.Ink};font-size:15px;font-weight:600">{Encode(fact.Value)}</td></tr>

        """;

    private const string RowStyle = $"padding:10px 0;border-top:1px solid {LetterColours.Line};line-height:1.5";

    private static string Encode(string text) => Encoder.Encode(text);
}
