using Guichet.Web.Tests.Access;

namespace Guichet.Web.Tests.Security;

/// <summary>No address of this host leads a browser to another one, whatever stands in its query (I-36).</summary>
public class RedirectTests
{
    private static readonly string[] Parameters = ["retour", "suite", "returnUrl", "ReturnUrl", "return", "url", "next", "redirect", "to", "point", "query"];

    /// <summary>Everything that some browser takes for another host, as it stands in a query.</summary>
    private static readonly string[] Elsewhere =
    [
        "//evil.example", "///evil.example", "https://evil.example", "HTTPS:evil.example", "https:/evil.example", @"/\evil.example", @"\\evil.example", @"\/evil.example", "%2f%2fevil.example",
        "/%2fevil.example", "/%5cevil.example", "/\t/evil.example", "/\n/evil.example", "\t//evil.example", " //evil.example", "/%09/evil.example", "//evil.example%00", "//evil.example/encaissement",
        "/encaissement//../..//evil.example", "javascript:alert(1)", "data:text/html,x", "//evil.example\\@localhost", "@evil.example", ".evil.example", "/\u2215evil.example", "//ⓔvil.example",
    ];

    [Fact]
    public async Task No_address_leads_elsewhere_whatever_its_query_says()
    {
        await using var site = await SecuritySite.StartAsync();
        var redirects = 0;
        foreach (var endpoint in await site.EndpointsAsync())
        {
            foreach (var (place, i) in Elsewhere.Select((place, i) => (place, i)))
            {
                var query = string.Join('&', Parameters.Select(name => $"{name}={Uri.EscapeDataString(place)}"));
                using var answer = await site.SendAsync(HttpMethod.Get, $"{site.Fill(endpoint.Pattern)}?{query}", i % 2 == 0 ? site.Everyone : null);
                redirects += answer.Headers.Location is null ? 0 : 1;
                LookAt(site, answer, $"{endpoint.Pattern} {place}");
            }
        }

        redirects.ShouldBeGreaterThan(200);
    }

    [Theory]
    [InlineData("/connexion", SecuritySite.Signatory, SecuritySite.SignatoryPassword)]
    [InlineData("/app/connexion", SecuritySite.Lea, SecuritySite.LeaPassword)]
    public async Task Signing_in_leads_nowhere_else_by_address_or_by_form(string page, string number, string password)
    {
        await using var site = await SecuritySite.StartAsync();
        using var browser = new Browser(site.Address);
        foreach (var place in Elsewhere)
        {
            await browser.SignInAsync(number, password, $"{page}?retour={Uri.EscapeDataString(place)}");
            LookAt(site, browser.Answer, place);
            browser.Location.ShouldNotBeNull(place);
            await browser.GetAsync(page);
            await browser.SubmitAsync(("number", number), ("password", password), ("retour", place));
            LookAt(site, browser.Answer, place);
            browser.Location.ShouldNotBeNull(place);
        }
    }

    [Fact]
    public async Task A_forged_host_stands_in_no_redirect()
    {
        await using var site = await SecuritySite.StartAsync();
        foreach (var endpoint in await site.EndpointsAsync())
        {
            using var answer = await site.SendAsync(HttpMethod.Get, site.Fill(endpoint.Pattern), null, null, ("Host", "evil.example"), ("X-Forwarded-Host", "evil.example"));
            LookAt(site, answer, endpoint.Pattern);
        }
    }

    private static void LookAt(SecuritySite site, HttpResponseMessage answer, string what)
    {
        ((int)answer.StatusCode).ShouldBeLessThan(500, what);
        answer.Headers.Contains("Refresh").ShouldBeFalse(what);
        if (answer.Headers.Location is not { } location)
        {
            return;
        }

        // As browsers read it: a backslash is a slash, tabs and line ends are nothing, spaces before it neither.
        var read = location.OriginalString.Replace('\\', '/').Replace("\t", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Trim();
        read.ShouldStartWith("/", customMessage: what);
        var target = new Uri(site.Address, read);
        target.Authority.ShouldBe(site.Address.Authority, what);
        target.Scheme.ShouldBe(site.Address.Scheme, what);
    }
}
