using System.Diagnostics;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Guichet.Web.Tests.Portal;

/// <summary>A browser without JavaScript: keeps cookies, follows nothing by itself, sends the forms of the page it sees.</summary>
public sealed class Visitor(Uri site, string language) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = site };

    public HttpResponseMessage Answer { get; private set; } = new();
    public IHtmlDocument Page { get; private set; } = new HtmlParser().ParseDocument("");
    public HttpStatusCode Status => Answer.StatusCode;
    public string? Location => Answer.Headers.Location?.OriginalString;
    public string Main => Clean(Page.QuerySelector("main")!.TextContent);

    public Task<Visitor> GetAsync(string path, bool asFragment = false)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (asFragment)
        {
            request.Headers.Add("X-Fragment", "1");
        }

        return SendAsync(request);
    }

    /// <summary>So that what the server does for this one request can be told from the rest.</summary>
    public Task<Visitor> GetAsync(string path, ActivityTraceId trace)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        return SendAsync(request);
    }

    /// <summary>Fills the last form of the page and sends it, with the hidden fields that it has.</summary>
    public Task<Visitor> SubmitAsync(params (string Name, string Value)[] fields)
    {
        var forms = Page.QuerySelectorAll<IHtmlFormElement>("main form[method=post]");
        var form = forms.LastOrDefault(each => fields.Length > 0 && each.Elements.Any(e => e.GetAttribute("name") == fields[0].Name)) ?? forms.Last();
        var hidden = form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").Select(x => (Name: x.Name!, x.Value));
        var action = form.GetAttribute("action") is { Length: > 0 } given ? given : Answer.RequestMessage!.RequestUri!.PathAndQuery;
        return PostAsync(action, [.. hidden, .. fields]);
    }

    public Task<Visitor> PostAsync(string path, params (string Name, string Value)[] fields) => SendAsync(new HttpRequestMessage(HttpMethod.Post, path)
    {
        Content = new FormUrlEncodedContent(fields.Select(x => KeyValuePair.Create(x.Name, x.Value))),
    });

    public Task<Visitor> SendAsync(HttpMethod method, string path) => SendAsync(new HttpRequestMessage(method, path));

    /// <summary>What screen readers say of each link and button: its label, else its words, spaces collapsed.</summary>
    public string[] Names(string selector) => [.. Page.QuerySelectorAll(selector).Select(x => Clean(x.GetAttribute("aria-label") ?? x.TextContent))];

    public static string Clean(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public void Dispose() => _client.Dispose();

    private async Task<Visitor> SendAsync(HttpRequestMessage request)
    {
        request.Headers.Add("Accept-Language", language);
        Answer = await _client.SendAsync(request);
        Page = new HtmlParser().ParseDocument(await Answer.Content.ReadAsStringAsync());
        return this;
    }
}
