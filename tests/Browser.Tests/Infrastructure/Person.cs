using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Guichet.Browser.Tests.Infrastructure;

/// <summary>Somebody at a browser: a context without anyone else's cookies, and one page. What went wrong in it is kept.</summary>
public sealed class Person : IAsyncDisposable
{
    readonly ConcurrentQueue<string> complaints = new();

    Person(string name, IBrowserContext context, IPage page)
    {
        Name = name;
        Context = context;
        Page = page;
        page.PageError += (_, error) => complaints.Enqueue($"script error: {error}");
        page.Console += (_, message) =>
        {
            if (message.Type == "error") complaints.Enqueue($"console: {message.Text}");
        };
        page.RequestFailed += (_, request) => failedRequests.Enqueue($"{request.Method} {request.Url}: {request.Failure}");
    }

    readonly ConcurrentQueue<string> failedRequests = new();

    public string Name { get; }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>Script errors and errors in the console (a violated content security policy is one).</summary>
    public IReadOnlyCollection<string> Complaints => complaints;

    public IReadOnlyCollection<string> FailedRequests => failedRequests;

    public static async Task<Person> ArriveAsync(IBrowser browser, string name, BrowserNewContextOptions? options)
    {
        var context = await browser.NewContextAsync(options ?? new());
        context.SetDefaultTimeout(15_000);
        return new(name, context, await context.NewPageAsync());
    }

    public ValueTask DisposeAsync() => new(Context.CloseAsync());
}
