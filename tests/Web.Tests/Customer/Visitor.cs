using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Guichet.Web.Tests.Customer;

/// <summary>An answer as a person reads it.</summary>
internal sealed record Seen(HttpStatusCode Status, string? Location, IHtmlDocument Page)
{
    public string Title => Line(Page.QuerySelector("h1"));
    public string Main => Line(Page.QuerySelector("main"));

    public IElement? Button(string name) => Page.QuerySelectorAll("button").SingleOrDefault(b => Line(b) == name);

    /// <summary>What a form would send, as it stands on the page.</summary>
    public Dictionary<string, string> Form(string button)
    {
        var element = (IHtmlButtonElement)(Button(button) ?? throw new InvalidOperationException($"No button «{button}» on: {Main}"));
        return element.Form!.QuerySelectorAll<IHtmlInputElement>("input[name]").ToDictionary(i => i.Name!, i => i.Value);
    }

    public string Action(string button) => ((IHtmlButtonElement)Button(button)!).Form!.GetAttribute("action")!;

    /// <summary>Text with its spaces (also the no-break ones of amounts) made plain, and one between two elements.</summary>
    private static string Line(IElement? element) => string.Join(' ', (element?.Descendants<IText>() ?? [])
        .SelectMany(text => text.Data.Split([' ', '\n', '\r', '\t', '\u00A0', '\u202F'], StringSplitOptions.RemoveEmptyEntries)));
}

/// <summary>A browser without a script: keeps cookies, follows no redirect by itself.</summary>
internal sealed class Visitor(HttpClient client)
{
    private static readonly HtmlParser Parser = new();

    public static Visitor At(Uri site) =>
        new(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = site });

    public HttpClient Client => client;

    public async Task<Seen> GetAsync(string path) => await ReadAsync(await client.GetAsync(path));

    /// <summary>Presses a button of a page that was seen, with fields filled in or changed.</summary>
    public Task<Seen> PressAsync(Seen page, string button, params (string Name, string Value)[] typed)
    {
        var fields = page.Form(button);
        foreach (var (name, value) in typed)
        {
            fields[name] = value;
        }

        return PostAsync(page.Action(button), fields);
    }

    public async Task<Seen> PostAsync(string path, Dictionary<string, string> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        return await ReadAsync(await client.PostAsync(path, content));
    }

    public async Task<Seen> FollowAsync(Seen answer) => await GetAsync(answer.Location ?? throw new InvalidOperationException($"{answer.Status}: {answer.Main}"));

    public async Task SignInAsync(string identifier, string password, string path = "/app/connexion")
    {
        var fields = (await GetAsync(path)).Form("Se connecter");
        (fields["number"], fields["password"]) = (identifier, password);
        var answer = await PostAsync(path, fields);
        answer.Status.ShouldBe(HttpStatusCode.Found, answer.Main);
        LastLocation = answer.Location;
    }

    public string? LastLocation { get; private set; }

    /// <summary>«Approuver», to the page that asks the code.</summary>
    public async Task<Seen> ApproveAsync(string request, string? amount = null)
    {
        var answer = await PressAsync(await GetAsync(request), "Approuver", amount is null ? [] : [("amount", amount)]);
        answer.Status.ShouldBe(HttpStatusCode.Found, answer.Main);
        return await FollowAsync(answer);
    }

    /// <summary>All of it, to the result.</summary>
    public async Task<Seen> PayAsync(string request, string code, string? amount = null) =>
        await FollowAsync(await PressAsync(await ApproveAsync(request, amount), "Confirmer", ("code", code)));

    private static async Task<Seen> ReadAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var location = answer.Headers.Location is { IsAbsoluteUri: true } absolute ? absolute.PathAndQuery : answer.Headers.Location?.OriginalString;
            return new Seen(answer.StatusCode, location, await Parser.ParseDocumentAsync(await answer.Content.ReadAsStringAsync()));
        }
    }
}
