using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Guichet.Web.Tests.Access;

/// <summary>A browser without JavaScript: keeps cookies by name whatever their flags, follows nothing by itself, sends the forms of the page it sees.</summary>
public sealed partial class Browser(Uri site) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = site };

    public Dictionary<string, string> Cookies { get; } = [];
    public HttpResponseMessage Answer { get; private set; } = new();

    /// <summary>Without the demonstration's band: its clock makes two equal pages differ.</summary>
    public string Html { get; private set; } = "";

    public IHtmlDocument Page => new HtmlParser().ParseDocument(Html);
    public HttpStatusCode Status => Answer.StatusCode;
    public string? Location => Answer.Headers.Location?.OriginalString;
    public string[] SetCookies => Answer.Headers.TryGetValues("Set-Cookie", out var values) ? [.. values] : [];

    public Task<Browser> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Fills the form of the page and sends it, with the hidden fields that it has.</summary>
    public Task<Browser> SubmitAsync(params (string Name, string Value)[] fields)
    {
        var form = Page.QuerySelector<IHtmlFormElement>("main form")!;
        var hidden = form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").Select(x => (Name: x.Name!, x.Value));
        var action = form.GetAttribute("action") is { Length: > 0 } given ? given : Answer.RequestMessage!.RequestUri!.PathAndQuery;
        return PostAsync(action, [.. hidden, .. fields]);
    }

    public Task<Browser> PostAsync(string path, params (string Name, string Value)[] fields) => SendAsync(new HttpRequestMessage(HttpMethod.Post, path)
    {
        Content = new FormUrlEncodedContent(fields.Select(x => KeyValuePair.Create(x.Name, x.Value))),
    });

    public Task<Browser> PostAsync(string path, MultipartFormDataContent content) => SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content });

    /// <summary>Fills the first form of the page that takes a file.</summary>
    public Task<Browser> UploadAsync(string path, byte[] file, string fileName, params (string Name, string Value)[] fields)
    {
        var content = new MultipartFormDataContent { { new ByteArrayContent(file), "file", fileName } };
        foreach (var (name, value) in (ReadOnlySpan<(string Name, string Value)>)[("_token", Page.QuerySelector<IHtmlInputElement>("main form input[name=_token]")!.Value), .. fields])
        {
            content.Add(new StringContent(value), name);
        }

        return SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content });
    }

    public async Task<Browser> SignInAsync(string number, string password, string path = "/connexion")
    {
        await GetAsync(path);
        return await SubmitAsync(("number", number), ("password", password));
    }

    public void Dispose() => _client.Dispose();

    private async Task<Browser> SendAsync(HttpRequestMessage request)
    {
        if (Cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(x => $"{x.Key}={x.Value}")));
        }

        Answer = await _client.SendAsync(request);
        Html = Band().Replace(await Answer.Content.ReadAsStringAsync(), "");
        foreach (var pair in SetCookies.Select(x => x.Split(';')[0].Split('=', 2)))
        {
            if (pair[1].Length == 0)
            {
                Cookies.Remove(pair[0]);
            }
            else
            {
                Cookies[pair[0]] = pair[1];
            }
        }

        return this;
    }

    [GeneratedRegex("<aside class=\"demo\".*?</aside>", RegexOptions.Singleline)]
    private static partial Regex Band();
}
