using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Guichet.App.Access;
using Guichet.Web.Tests.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Web.Tests.Joining;

/// <summary>Somebody who fills in the application at a browser without JavaScript.</summary>
internal sealed class Applicant : IDisposable
{
    public const string Email = "jeanne@cabanes.example.org";

    public static readonly Dictionary<string, string> Right = new()
    {
        ["siret"] = "732 829 320 00074",
        ["legal_name"] = "Les Cabanes du Lac",
        ["activity"] = "Rental",
        ["postal_address"] = "1 rue du Lac, 33120 Arcachon",
        ["first_name"] = "Jeanne",
        ["last_name"] = "Dupin",
        ["email"] = Email,
        ["phone"] = "05 56 00 00 00",
        ["point_name"] = "Cabanes",
        ["point_town"] = "Arcachon",
        ["bank_account_holder"] = "SAS Cabanes",
        ["iban"] = "FR76 3000 6000 0112 3456 7890 189",
    };

    private readonly HttpClient _client;
    private readonly string _cookie;

    private Applicant(HttpClient client, string cookie) => (_client, _cookie) = (client, cookie);

    public HttpResponseMessage Answer { get; private set; } = new();
    public string Html { get; private set; } = "";
    public IHtmlDocument Page => new HtmlParser().ParseDocument(Html);
    public HttpStatusCode Status => Answer.StatusCode;
    public string? Location => Answer.Headers.Location?.OriginalString;

    public static byte[] Pdf(string text = "kbis") => Encoding.Latin1.GetBytes($"%PDF-1.4\n1 0 obj\n({text})\nendobj\n%%EOF\n");

    /// <summary>With the empty form open.</summary>
    public static async Task<Applicant> OpenAsync(Uri site, string? language = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = site };
        if (language is not null)
        {
            client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        }

        using var first = await client.GetAsync(new Uri("/conventionnement", UriKind.Relative));
        var cookie = string.Join("; ", first.Headers.GetValues("Set-Cookie").Select(x => x.Split(';')[0]));
        return new Applicant(client, cookie) { Html = await first.Content.ReadAsStringAsync() };
    }

    /// <summary>Sends the form of the page with these fields, over the right ones, and these files.</summary>
    public async Task SendAsync(Dictionary<string, string>? over = null, params (string Name, byte[] Content)[] files)
    {
        using var body = new MultipartFormDataContent();
        foreach (var hidden in Page.QuerySelectorAll<IHtmlInputElement>("main form input[type=hidden]"))
        {
            body.Add(new StringContent(hidden.Value), hidden.Name!);
        }

        var fields = new Dictionary<string, string>(Right);
        foreach (var (name, value) in over ?? [])
        {
            fields[name] = value;
        }

        foreach (var (name, value) in fields)
        {
            body.Add(new StringContent(value), name);
        }

        foreach (var (name, content) in files)
        {
            var part = new ByteArrayContent(content);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
            body.Add(part, "documents", name);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/conventionnement") { Content = body };
        request.Headers.Add("Cookie", _cookie);
        Answer = await _client.SendAsync(request);
        Html = await Answer.Content.ReadAsStringAsync();
    }

    /// <summary>What the form shows in a field.</summary>
    public string? Shown(string field) => field == "activity" ? Page.QuerySelector<IHtmlSelectElement>("#activity")!.Value : Page.QuerySelector<IHtmlInputElement>($"#{field}")!.Value;

    public string[] Kept => [.. Page.QuerySelectorAll(".kept__name").Select(x => x.TextContent)];

    public string[] Errors => [.. Page.QuerySelectorAll(".error-summary li").Select(x => x.TextContent.Trim())];

    public void Dispose() => _client.Dispose();

    /// <summary>What the newest letter of a kind tells.</summary>
    public static async Task<AccountLetterDetails> LetterAsync(AccessSite site, AccountLetterKind kind)
    {
        await using var db = await site.DbAsync();
        var payload = await db.Letters.Where(x => x.Kind == (int)kind).OrderByDescending(x => x.Id).Select(x => x.Payload).FirstAsync();
        return site.Services.GetRequiredService<AccountLetters>().ReadDetails(payload)!;
    }
}
