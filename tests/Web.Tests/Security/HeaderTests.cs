using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Guichet.Web.Tests.Access;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Web.Tests.Security;

/// <summary>What every answer of the whole route table says to the browser, and what no page contains.</summary>
public class HeaderTests
{
    private static readonly string[] Policy = ["base-uri 'none'", "default-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "img-src 'self' data:", "object-src 'none'"];

    /// <summary>Letters as mail programs show them: styles inline, and nothing else can load or run. In frames of the demonstration's own pages.</summary>
    private static readonly string[] Letters = ["/demo/letters/{name}/{language:regex(^(fr|en)$)}/html", "/demo/mail/{id:long}/html"];

    private static readonly string[] Astray = ["/nowhere", "/app/nowhere", "/encaissement/operations/aaaaaaaaaa", "/app/r/aaaa", "/erreur/500", "/demo/nowhere"];

    [Fact]
    public async Task Every_answer_forbids_what_no_page_needs()
    {
        await using var site = await SecuritySite.StartAsync();
        var addresses = (await site.EndpointsAsync()).Select(e => (e.Pattern, Path: site.Fill(e.Pattern))).Concat(Astray.Select(path => (Pattern: path, Path: path))).ToList();
        addresses.Count.ShouldBeGreaterThan(60);
        var pages = 0;
        foreach (var (pattern, path) in addresses)
        {
            foreach (var who in (Browser?[])[site.Everyone, null])
            {
                using var answer = await site.SendAsync(HttpMethod.Get, path, who);
                LookAt(answer, path, isLetter: answer.IsSuccessStatusCode && Letters.Contains(pattern));
                if (answer.Content.Headers.ContentType?.MediaType == "text/html" && !Letters.Contains(pattern))
                {
                    LookInto(new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()), path);
                    pages++;
                }
            }
        }

        pages.ShouldBeGreaterThan(60);
    }

    [Theory]
    [InlineData("POST", "/encaissement", 400)]
    [InlineData("POST", "/connexion", 400)]
    [InlineData("DELETE", "/nowhere", 404)]
    public async Task Refused_forms_answer_as_strictly(string method, string path, int status)
    {
        await using var site = await SecuritySite.StartAsync();
        using var answer = await site.SendAsync(new HttpMethod(method), path, site.Everyone, []);
        ((int)answer.StatusCode).ShouldBe(status);
        LookAt(answer, path, isLetter: false);
    }

    [Fact]
    public async Task The_page_of_a_fault_answers_as_strictly_and_tells_nothing_of_it()
    {
        await using var site = await SecuritySite.StartAsync();
        await site.BreakAsync("payment_fact");
        using var answer = await site.SendAsync(HttpMethod.Get, site.Fill("/encaissement/operations/{number}/{what:regex(^(renvoyer|notes)$)?}"), site.Everyone);
        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        LookAt(answer, "a fault", isLetter: false);
        var html = await answer.Content.ReadAsStringAsync();
        LookInto(new HtmlParser().ParseDocument(html), "a fault");
        html.ShouldContain("<h1>");
        html.ShouldNotContain("Sqlite");
        html.ShouldNotContain("payment_fact");
        html.ShouldNotContain(" at Guichet");
    }

    [Theory]
    [InlineData("/css/tokens.css", "public")]
    [InlineData("/js/forms.js", "no-cache")]
    public async Task Files_that_are_everybodys_may_be_kept(string path, string expected)
    {
        await using var site = await SecuritySite.StartAsync();
        using var answer = await site.SendAsync(HttpMethod.Get, path, null);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl!.ToString().ShouldContain(expected);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.TryGetValues("Set-Cookie", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("production", "https://guichet.example.org", "https", true)]
    [InlineData("production", "https://guichet.example.org", "http", false)]
    [InlineData("production", "http://localhost:5080", "https", false)]
    [InlineData("demonstration", "https://localhost:5443", "https", false)]
    public async Task In_production_over_https_the_browser_comes_back_by_https_alone(string mode, string url, string scheme, bool expected)
    {
        await using var site = await AccessSite.StartAsync(
            $"--GUICHET_MODE={mode}", $"--GUICHET_URL={url}", $"--GUICHET_MAIL={(mode == "production" ? "smtp://user:word@localhost:2525" : "outbox")}", "--GUICHET_TRUSTED_PROXIES=127.0.0.1");
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = site.Address };
        foreach (var path in (string[])["/", "/app/connexion", "/encaissement", "/nowhere", "/css/tokens.css"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("X-Forwarded-Proto", scheme);
            using var answer = await client.SendAsync(request);
            answer.Headers.TryGetValues("Strict-Transport-Security", out var values).ShouldBe(expected, path);
            values?.ShouldBe(["max-age=63072000; includeSubDomains"]);
        }
    }

    private static void LookAt(HttpResponseMessage answer, string path, bool isLetter)
    {
        var policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem(path).Split("; ").Order(StringComparer.Ordinal).ToArray();
        if (isLetter)
        {
            policy.ShouldContain("default-src 'none'");
            policy.ShouldContain("frame-ancestors 'self'");
            policy.ShouldContain("sandbox allow-popups allow-popups-to-escape-sandbox", "no script, no form, no origin of ours");
        }
        else
        {
            // What strangers sent runs nothing, should a browser show it all the same.
            policy.Except(path.Contains("/documents/", StringComparison.Ordinal) || path.Contains("/photo/", StringComparison.Ordinal) ? ["sandbox"] : []).ShouldBe(Policy, path);
        }

        Of("X-Content-Type-Options").ShouldBe("nosniff", path);
        Of("Referrer-Policy").ShouldBe("no-referrer", path);
        Of("Cross-Origin-Opener-Policy").ShouldBe("same-origin", path);
        Of("Cross-Origin-Resource-Policy").ShouldBe("same-origin", path);
        Of("Permissions-Policy").ShouldContain("geolocation=()", customMessage: path);
        // A published photo is everybody's, and has another address when it changes.
        answer.Headers.CacheControl!.NoStore.ShouldBe(!(path.StartsWith("/app/annuaire/", StringComparison.Ordinal) && path.Contains("/photo/", StringComparison.Ordinal)), path);
        answer.Headers.Contains("Server").ShouldBeFalse(path);
        answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse(path);
        if (answer.Content.Headers.ContentType is { MediaType: "text/html" or "text/plain" or "text/csv" or "application/json" } type)
        {
            type.CharSet?.ShouldBe("utf-8", path);
        }

        string Of(string name) => answer.Headers.GetValues(name).ShouldHaveSingleItem(path);
    }

    /// <summary>What the policy would block anyway: nothing relies on it.</summary>
    private static void LookInto(IHtmlDocument page, string path)
    {
        page.QuerySelectorAll("script:not([src]), style, [style], base, object, embed").ShouldBeEmpty(path);
        page.All.SelectMany(e => e.Attributes).Where(a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty(path);
        page.QuerySelectorAll("[href], [src], [action], [formaction]").SelectMany(e => new[] { "href", "src", "action", "formaction" }.Select(e.GetAttribute)).OfType<string>()
            .Where(a => a.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty(path);
        page.QuerySelectorAll("form[method=post]").Where(f => f.QuerySelector("input[name=_token]") is null).ShouldBeEmpty(path);
        page.QuerySelectorAll("input[type=password]:not([name=code]):not([name^=pin])").Where(i => i.GetAttribute("autocomplete") is not ("current-password" or "new-password")).ShouldBeEmpty(path);
        page.QuerySelectorAll("a[target=_blank]").Where(a => a.GetAttribute("rel")?.Contains("opener", StringComparison.Ordinal) == true && !a.GetAttribute("rel")!.Contains("noopener", StringComparison.Ordinal)).ShouldBeEmpty(path);
    }
}
