using System.Net;
using System.Text.RegularExpressions;
using MimeKit;

namespace Guichet.Browser.Tests.Infrastructure;

/// <summary>A letter as its reader sees it; no-break spaces are spaces here, so that expectations can be typed.</summary>
/// <param name="Text">The text form.</param>
/// <param name="Html">What the HTML form shows, without its markup.</param>
/// <param name="Links">Where it leads, each once.</param>
/// <param name="Source">The HTML form as it came.</param>
public sealed partial record Letter(string To, string Subject, string Text, string Html, IReadOnlyList<string> Links, string Source)
{
    public static Letter Read(byte[] content)
    {
        using MemoryStream stream = new(content);
        using var message = MimeMessage.Load(stream);
        var html = message.HtmlBody ?? "";
        return new(message.To.Mailboxes.Single().Address, Plain(message.Subject ?? ""), Plain(message.TextBody ?? ""), Plain(WebUtility.HtmlDecode(Markup().Replace(html, " "))),
            [.. Href().Matches(html).Select(link => WebUtility.HtmlDecode(link.Groups[1].Value)).Distinct()], html);
    }

    public static string Plain(string text) => Spaces().Replace(text, " ");

    [GeneratedRegex("<style.*?</style>|<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Markup();

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Href();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
