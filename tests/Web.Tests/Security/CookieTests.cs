using System.Net;
using AngleSharp.Dom;
using Guichet.Web.Tests.Access;

namespace Guichet.Web.Tests.Security;

/// <summary>Keys in cookies: who can read them, and how long they open anything (I-34).</summary>
public class CookieTests
{
    /// <summary>No key: the language that somebody chose. It keeps its plain name.</summary>
    private const string Preference = "guichet-language";

    [Fact]
    public async Task Over_https_no_address_sets_a_cookie_that_another_host_or_a_script_could_read()
    {
        await using var site = await SecuritySite.StartAsync("--GUICHET_URL=https://guichet.example.org", "--GUICHET_TRUSTED_PROXIES=127.0.0.1");
        List<string> seen = [];
        foreach (var endpoint in await site.EndpointsAsync())
        {
            foreach (var who in (Browser?[])[site.Everyone, null])
            {
                using var answer = await site.SendAsync(HttpMethod.Get, site.Fill(endpoint.Pattern), who, null, ("X-Forwarded-Proto", "https"));
                seen.AddRange(answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : []);
            }
        }

        using var browser = await new Browser(site.Address).SignInAsync(SecuritySite.Signatory, SecuritySite.SignatoryPassword);
        seen.AddRange(browser.SetCookies);
        seen.AddRange(site.ConsoleCookies);
        seen.Count.ShouldBeGreaterThan(8);
        foreach (var cookie in seen)
        {
            var parts = cookie.Split("; ").Skip(1).Select(x => x.ToLowerInvariant()).ToList();
            parts.ShouldContain("secure", cookie);
            parts.ShouldContain("httponly", cookie);
            parts.ShouldContain("path=/", cookie);
            parts.ShouldNotContain(x => x.StartsWith("domain", StringComparison.Ordinal), cookie);
            parts.ShouldContain(x => x == "samesite=lax" || x == "samesite=strict", cookie);
            (cookie.StartsWith("__Host-guichet-", StringComparison.Ordinal) || cookie.StartsWith($"{Preference}=", StringComparison.Ordinal)).ShouldBeTrue(cookie);
        }

        seen.Select(c => c.Split('=')[0]).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(["__Host-guichet-console", "__Host-guichet-console-device", "__Host-guichet-device", "__Host-guichet-form", "__Host-guichet-pro", "__Host-guichet-pro-device", Preference]);
    }

    [Theory]
    [InlineData("/connexion", "/encaissement/point", "guichet-pro", SecuritySite.Signatory, SecuritySite.SignatoryPassword)]
    [InlineData("/app/connexion", "/app/compte", "guichet-app", SecuritySite.Lea, SecuritySite.LeaPassword)]
    public async Task Each_sign_in_gives_a_new_key_and_the_one_before_is_dead(string page, string inside, string cookie, string number, string password)
    {
        await using var site = await SecuritySite.StartAsync();
        using var browser = new Browser(site.Address) { Cookies = { [cookie] = new string('A', 43) } };
        await browser.SignInAsync(number, password, page);
        List<string> keys = [new string('A', 43), browser.Cookies[cookie]];
        for (var i = 0; i < 3; i++)
        {
            await browser.SignInAsync(number, password, page);
            keys.Add(browser.Cookies[cookie]);
        }

        keys.ShouldBeUnique();
        (await browser.GetAsync(inside)).Status.ShouldBe(HttpStatusCode.OK);
        foreach (var key in keys[..^1])
        {
            using var thief = new Browser(site.Address) { Cookies = { [cookie] = key } };
            (await thief.GetAsync(inside)).Location.ShouldStartWith(page);
        }
    }

    [Fact]
    public async Task A_wrong_password_neither_changes_nor_kills_the_key()
    {
        await using var site = await SecuritySite.StartAsync();
        using var browser = await new Browser(site.Address).SignInAsync(SecuritySite.Lea, SecuritySite.LeaPassword, "/app/connexion");
        var key = browser.Cookies["guichet-app"];
        (await browser.SignInAsync(SecuritySite.Lea, "un-faux-mot-de-passe", "/app/connexion")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        browser.Cookies["guichet-app"].ShouldBe(key);
        (await browser.GetAsync("/app")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_customers_sign_out_kills_the_key_on_the_server_and_no_other()
    {
        await using var site = await SecuritySite.StartAsync();
        using var phone = await new Browser(site.Address).SignInAsync(SecuritySite.Lea, SecuritySite.LeaPassword, "/app/connexion");
        var key = phone.Cookies["guichet-app"];
        await phone.GetAsync("/app/compte");
        var token = phone.Page.QuerySelector("form[action='/app/deconnexion'] input[name=_token]")!.GetAttribute("value")!;
        (await phone.PostAsync("/app/deconnexion", ("_token", token))).Status.ShouldBe(HttpStatusCode.Found);
        phone.Cookies["guichet-app"] = key;
        (await phone.GetAsync("/app")).Location.ShouldNotBeNull();
        (await site.Everyone.GetAsync("/app")).Status.ShouldBe(HttpStatusCode.OK, "her other browser");
    }
}
