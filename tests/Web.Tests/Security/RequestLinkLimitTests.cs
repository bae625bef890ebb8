using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Guichet.Web.Tests.Access;

namespace Guichet.Web.Tests.Security;

/// <summary>Guessing the token of a request: more is asked of one address than its phones ever do, and it waits (I-39).</summary>
public class RequestLinkLimitTests
{
    private const int Enough = 600;

    [Theory]
    [InlineData("")]
    [InlineData("/confirmation")]
    [InlineData("/refus")]
    public async Task One_address_that_guesses_waits_and_is_told_how_long(string page)
    {
        await using var site = await SecuritySite.StartAsync("--GUICHET_TRUSTED_PROXIES=127.0.0.1");
        var (found, limited) = (0, (HttpResponseMessage?)null);
        for (var i = 0; i < Enough && limited is null; i++)
        {
            var answer = await GuessAsync(site, "203.0.113.7", $"/app/r/{i:d43}{page}");
            limited = answer.StatusCode == HttpStatusCode.TooManyRequests ? answer : null;
            found += limited is null ? 1 : 0;
        }

        found.ShouldBeInRange(200, 500); // a phone asks a handful of times
        int.Parse(limited!.Headers.GetValues("Retry-After").ShouldHaveSingleItem(), NumberStyles.None, CultureInfo.InvariantCulture).ShouldBeInRange(1, 60);
        limited.Headers.CacheControl!.NoStore.ShouldBeTrue();
        new HtmlParser().ParseDocument(await limited.Content.ReadAsStringAsync()).QuerySelector("h1")!.TextContent.ShouldBe("Trop d'essais");

        (await GuessAsync(site, "203.0.113.8", site.Fill("/app/{door}/{key}"))).StatusCode.ShouldBe(HttpStatusCode.OK, "another phone");
        (await GuessAsync(site, "203.0.113.7", "/app/demandes/aaaaaaaaaa")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "the customer's own list");
        (await GuessAsync(site, "203.0.113.7", "/app")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_a_page_listens_to_counts_too_and_a_network_of_IPv6_is_one_address()
    {
        await using var site = await SecuritySite.StartAsync("--GUICHET_TRUSTED_PROXIES=127.0.0.1");
        var seen = HttpStatusCode.OK;
        for (var i = 0; i < Enough && seen != HttpStatusCode.TooManyRequests; i++)
        {
            seen = (await GuessAsync(site, $"2001:db8:1:1::{i + 1:x}", i % 2 == 0 ? $"/app/flux/r/{i:d43}" : $"/app/r/{i:d43}")).StatusCode;
        }

        seen.ShouldBe(HttpStatusCode.TooManyRequests);
        (await GuessAsync(site, "2001:db8:1:2::1", site.Fill("/app/{door}/{key}"))).StatusCode.ShouldBe(HttpStatusCode.OK, "the neighbour");
    }

    private static Task<HttpResponseMessage> GuessAsync(SecuritySite site, string address, string path) =>
        site.SendAsync(HttpMethod.Get, path, site.Everyone, null, ("X-Forwarded-For", address));
}
