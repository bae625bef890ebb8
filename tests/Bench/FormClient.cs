using System.Net;
using System.Text.RegularExpressions;

namespace Guichet.Bench;

/// <summary>A page that was answered, at the end of its redirects.</summary>
internal sealed record FormPage(string Address, string Html);

/// <summary>A browser without scripts, reduced to cookies, redirects and forms.</summary>
internal sealed partial class FormClient(Uri site) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = site, Timeout = TimeSpan.FromSeconds(20) };

    /// <param name="isLive">As an open page renews itself.</param>
    public async Task<FormPage> OpenAsync(string path, bool isLive = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (isLive)
        {
            request.Headers.Add("X-Guichet-Live", "1");
        }

        return await ReadAsync(await _client.SendAsync(request));
    }

    public async Task<FormPage> SubmitAsync(string path, params (string Name, string Value)[] typed) => await SubmitAsync(await OpenAsync(path), path, typed);

    /// <summary>Sends the form whose address ends as given, or that has none (it goes to its own page).</summary>
    /// <exception cref="InvalidOperationException">The page has no such form.</exception>
    public async Task<FormPage> SubmitAsync(FormPage page, string actionEnd, params (string Name, string Value)[] typed)
    {
        var (action, body) = FormAt(page, actionEnd);
        var fields = Fields(body).Where(field => typed.All(t => t.Name != field.Name)).Concat(typed);
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await ReadAsync(await _client.PostAsync(action, content));
    }

    /// <summary>Whatever time it takes.</summary>
    public async Task DownloadAsync(string path, Stream to)
    {
        using var answer = await _client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        await answer.Content.CopyToAsync(to);
    }

    public void Dispose() => _client.Dispose();

    private static (string Action, string Body) FormAt(FormPage page, string actionEnd)
    {
        foreach (Match form in Form().Matches(page.Html))
        {
            var attributes = Attributes(form.Groups[1].Value);
            var action = attributes.GetValueOrDefault("action") is { Length: > 0 } own ? own : page.Address;
            if (attributes.GetValueOrDefault("method") == "post" && action.Split('?')[0].EndsWith(actionEnd, StringComparison.Ordinal))
            {
                return (action, form.Groups[2].Value);
            }
        }

        throw new InvalidOperationException($"No form to «{actionEnd}» on {page.Address}");
    }

    private static IEnumerable<(string Name, string Value)> Fields(string form)
    {
        foreach (Match input in Input().Matches(form))
        {
            var attributes = Attributes(input.Groups[1].Value);
            var sent = attributes.GetValueOrDefault("type") is not ("radio" or "checkbox") || attributes.ContainsKey("checked");
            if (sent && attributes.TryGetValue("name", out var name))
            {
                yield return (name, attributes.GetValueOrDefault("value", ""));
            }
        }
    }

    private static Dictionary<string, string> Attributes(string tag) =>
        Attribute().Matches(tag).DistinctBy(a => a.Groups[1].Value).ToDictionary(a => a.Groups[1].Value, a => WebUtility.HtmlDecode(a.Groups[2].Value));

    private static async Task<FormPage> ReadAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            return new FormPage(answer.RequestMessage!.RequestUri!.PathAndQuery, await answer.Content.ReadAsStringAsync());
        }
    }

    [GeneratedRegex("<form([^>]*)>(.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input([^>]*)>")]
    private static partial Regex Input();

    [GeneratedRegex("([\\w-]+)(?:=\"([^\"]*)\")?")]
    private static partial Regex Attribute();
}
