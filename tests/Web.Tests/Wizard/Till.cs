using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Guichet.Web.Tests.Wizard;

/// <summary>An answer as a person reads it.</summary>
internal sealed record Screen(HttpStatusCode Status, string Address, string? Location, IHtmlDocument Page)
{
    public string Title => Line(Page.QuerySelector("h1"));
    public string Main => Line(Page.QuerySelector("main"));

    /// <summary>The message next to a field.</summary>
    public string? ErrorAt(string field) => Page.QuerySelector($"#{field}-error") is { } error ? Line(error) : null;

    public string ValueOf(string field) => ((IHtmlInputElement)(Page.GetElementById(field) ?? throw new InvalidOperationException($"No field {field}: {Main}"))).Value;

    public bool IsChecked(string id) => ((IHtmlInputElement)Page.GetElementById(id)!).IsChecked;

    public IHtmlButtonElement Button(string name) => (IHtmlButtonElement)(Page.QuerySelectorAll("main button").SingleOrDefault(b => Line(b) == name)
        ?? throw new InvalidOperationException($"No button «{name}» on: {Main}"));

    /// <summary>What the form of a button would send as it stands, the button among it.</summary>
    public static List<(string Name, string Value)> Fields(IHtmlButtonElement button)
    {
        var fields = button.Form!.QuerySelectorAll<IHtmlInputElement>("input[name]")
            .Where(i => i.Type is not ("radio" or "checkbox") || i.IsChecked).Select(i => (i.Name!, i.Value)).ToList();
        if (button.GetAttribute("name") is { } name)
        {
            fields.Add((name, button.GetAttribute("value") ?? ""));
        }

        return fields;
    }

    /// <summary>Text with its spaces (also the no-break ones) made plain.</summary>
    public static string Line(IElement? element) => string.Join(' ', string.Join(' ', element?.Descendants<IText>().Select(text => text.Data) ?? [])
        .Split([' ', '\n', '\r', '\t', '\u00A0', '\u202F'], StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>A till's browser without a script: keeps cookies, follows no redirect by itself, sends the forms that it sees.</summary>
internal sealed class Till(Uri site) : IDisposable
{
    private static readonly HtmlParser Parser = new();

    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = site };

    public async Task<Screen> GetAsync(string path) => await ReadAsync(path, await Client.GetAsync(path));

    /// <summary>Follows redirects to the page at their end.</summary>
    public async Task<Screen> OpenAsync(string path)
    {
        var screen = await GetAsync(path);
        for (var hops = 0; screen.Location is { } next && hops < 5; hops++)
        {
            screen = await GetAsync(next);
        }

        return screen;
    }

    /// <summary>Presses a button with fields changed; gives the answer itself.</summary>
    public Task<Screen> PressAsync(Screen screen, string button, params (string Name, string Value)[] typed)
    {
        var pressed = screen.Button(button);
        var fields = Screen.Fields(pressed).Where(f => typed.All(t => t.Name != f.Name)).Concat(typed);
        var action = pressed.GetAttribute("formaction") ?? pressed.Form!.GetAttribute("action");
        return PostAsync(string.IsNullOrEmpty(action) ? screen.Address : action, fields);
    }

    /// <summary>The same, to the page at the end of the redirects.</summary>
    public async Task<Screen> PressThroughAsync(Screen screen, string button, params (string Name, string Value)[] typed)
    {
        var answer = await PressAsync(screen, button, typed);
        return answer.Location is { } next ? await OpenAsync(next) : answer;
    }

    public async Task<Screen> PostAsync(string path, IEnumerable<(string Name, string Value)> fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await ReadAsync(path, await Client.PostAsync(path, content));
    }

    /// <summary>A form whose body is given byte by byte, for what no browser would send.</summary>
    public async Task<Screen> PostRawAsync(string path, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.ASCII, "application/x-www-form-urlencoded");
        return await ReadAsync(path, await Client.PostAsync(path, content));
    }

    public async Task SignInAsync(string number, string password)
    {
        var page = await GetAsync("/connexion");
        var answer = await PressAsync(page, "Valider", ("number", number), ("password", password));
        answer.Status.ShouldBe(HttpStatusCode.Found, answer.Main);
    }

    /// <summary>Step 2 of a new form, path A unless step 1 is answered otherwise.</summary>
    public async Task<Screen> ToRequestAsync(params (string Name, string Value)[] choice)
    {
        var step1 = await OpenAsync("/encaissement/nouveau");
        step1.Title.ShouldBe("Choix du paiement");
        return await PressThroughAsync(step1, "Continuer", choice);
    }

    /// <summary>A request shown as a QR code; gives its page.</summary>
    public async Task<Screen> ToCodeAsync(string amount = "40,00")
    {
        var screen = await PressThroughAsync(await ToRequestAsync(), "Continuer", ("amount", amount));
        screen.Title.ShouldBe("QR Code de paiement", screen.Main);
        return screen;
    }

    /// <summary>The transaction number in the address of a step.</summary>
    public static string NumberOf(Screen screen) => screen.Address.Split('/')[4];

    public void Dispose() => Client.Dispose();

    private static async Task<Screen> ReadAsync(string path, HttpResponseMessage answer)
    {
        using (answer)
        {
            var location = answer.Headers.Location is { IsAbsoluteUri: true } absolute ? absolute.PathAndQuery : answer.Headers.Location?.OriginalString;
            return new Screen(answer.StatusCode, path, location, await Parser.ParseDocumentAsync(await answer.Content.ReadAsStringAsync()));
        }
    }
}
