using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Guichet.Browser.Tests.Infrastructure;

/// <summary>Somebody at a browser: a context without anyone else's cookies, and one page. What went wrong in it is kept.</summary>
public sealed partial class Person : IAsyncDisposable
{
    /// <summary>A shared machine is slow now and then; a test waits for the thing itself, so patience costs nothing when all is well.</summary>
    public const float PatienceMs = 30_000;

    readonly ConcurrentQueue<string> complaints = new(), failedRequests = new();
    readonly string? home;
    readonly bool runsScripts;

    Person(string name, IBrowserContext context, IPage page, string? home, bool runsScripts)
    {
        this.runsScripts = runsScripts;
        Name = name;
        Context = context;
        Page = page;
        this.home = home is null ? null : new Uri(home).GetLeftPart(UriPartial.Authority);
        Watch(page);
        context.Page += (_, another) =>
        {
            if (another != Page) Watch(another);
        };
    }

    public string Name { get; }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>
    /// Script errors, errors in the console (a violated content security policy is one), answers of 400 and above to anything but a page, of 500 to anything,
    /// and requests to another origin.
    /// </summary>
    public IReadOnlyCollection<string> Complaints => complaints;

    public IReadOnlyCollection<string> FailedRequests => failedRequests;

    public bool HasLeft { get; private set; }

    /// <summary>For a test that stops the server or cuts the line: lost connections are the point of it. The rest still counts.</summary>
    public bool MayLoseTheLine { get; set; }

    /// <summary>What was complained of has been looked at, and is meant.</summary>
    public void Forgive() => complaints.Clear();

    public static async Task<Person> ArriveAsync(IBrowser browser, string name, BrowserNewContextOptions? options)
    {
        var context = await browser.NewContextAsync(options ?? new());
        context.SetDefaultTimeout(PatienceMs);
        return new(name, context, await context.NewPageAsync(), options?.BaseURL, options?.JavaScriptEnabled != false);
    }

    /// <summary>Leaves; a second time it does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (HasLeft) return;
        HasLeft = true;
        await Context.CloseAsync();
    }

    void Watch(IPage page)
    {
        page.PageError += (_, error) => complaints.Enqueue($"script error: {error}");
        page.Console += (_, message) =>
        {
            // Failed loads are told apart below, by what was asked for.
            if (message.Type == "error" && !FailedLoad().IsMatch(message.Text)) complaints.Enqueue($"console: {message.Text}");
        };
        page.Request += (_, request) =>
        {
            if (home is not null && request.Url.StartsWith("http", StringComparison.Ordinal) && !request.Url.StartsWith($"{home}/", StringComparison.Ordinal))
                complaints.Enqueue($"another origin: {request.Url}");
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 500 || (response.Status >= 400 && !IsOfAPage(response.Request))) complaints.Enqueue($"{response.Status}: {response.Request.Method} {response.Url}");
        };
        page.RequestFailed += (_, request) =>
        {
            failedRequests.Enqueue($"{request.Method} {request.Url}: {request.Failure}");
            // Aborted: the page was left while it loaded, or closed its own stream.
            // Without scripts a browser does not load those that a page would preload.
            if (!runsScripts && request.Failure == "csp") return;
            if (!MayLoseTheLine && request.Failure?.Contains("ERR_ABORTED", StringComparison.Ordinal) == false) complaints.Enqueue($"failed: {request.Method} {request.Url}: {request.Failure}");
        };
    }

    /// <summary>What a person sees: a page, or the answer to «Confirmer», which a script sends for its form.</summary>
    static bool IsOfAPage(IRequest request) => request.IsNavigationRequest || request.Headers.ContainsKey("x-guichet-pay");

    [GeneratedRegex("^Failed to load resource: ")]
    private static partial Regex FailedLoad();
}
