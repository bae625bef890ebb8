using System.Net;

namespace Guichet.Web.Tests.Access;

public class SessionCookieTests
{
    private const string Password = "littoral-signataire-2026";

    [Fact]
    public async Task Over_https_cookies_belong_to_this_host_alone()
    {
        await using var site = await AccessSite.StartAsync("--GUICHET_URL=https://guichet.example.org");
        using var browser = await new Browser(site.Address).SignInAsync("lea.martin@example.org", "lea-vacances-2026", "/app/connexion");
        browser.SetCookies.Length.ShouldBe(2);
        foreach (var cookie in browser.SetCookies)
        {
            var parts = cookie.Split("; ").Skip(1).Select(x => x.ToLowerInvariant()).ToList();
            cookie.ShouldStartWith("__Host-guichet-");
            parts.ShouldContain("secure");
            parts.ShouldContain("httponly");
            parts.ShouldContain("samesite=lax");
            parts.ShouldContain("path=/");
            parts.ShouldNotContain(x => x.StartsWith("domain", StringComparison.Ordinal));
        }

        browser.Cookies["__Host-guichet-app"].Length.ShouldBe(43);
        await browser.GetAsync("/connexion");
        browser.Cookies.Keys.ShouldContain("__Host-guichet-form");
    }

    [Fact]
    public async Task On_the_demonstrations_plain_address_they_have_plain_names()
    {
        await using var site = await AccessSite.StartAsync();
        using var browser = await new Browser(site.Address).SignInAsync("708900", Password);
        var cookie = browser.SetCookies.Single(x => x.StartsWith("guichet-pro=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=lax", Case.Insensitive);
        cookie.ShouldNotContain("secure", Case.Insensitive);
        cookie.ShouldNotContain("max-age", Case.Insensitive);
    }

    [Fact]
    public async Task A_planted_key_is_never_taken_over()
    {
        await using var site = await AccessSite.StartAsync();
        using var attacker = await new Browser(site.Address).SignInAsync("708901", "cimes-signataire-2026");
        var planted = attacker.Cookies["guichet-pro"];
        using var victim = new Browser(site.Address) { Cookies = { ["guichet-pro"] = planted } };
        await victim.SignInAsync("708900", Password);
        victim.Cookies["guichet-pro"].ShouldNotBe(planted);
        (await attacker.GetAsync("/encaissement")).Location.ShouldBe("/connexion");
    }

    [Fact]
    public async Task Signing_out_kills_the_session_on_the_server()
    {
        await using var site = await AccessSite.StartAsync();
        using var browser = await new Browser(site.Address).SignInAsync("10000651", "pins-accueil-2026");
        var key = browser.Cookies["guichet-pro"];
        (await browser.GetAsync("/encaissement")).Status.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync("/deconnexion")).Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await browser.PostAsync("/deconnexion")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.GetAsync("/encaissement")).Status.ShouldBe(HttpStatusCode.OK);
        var token = browser.Page.QuerySelector("form[action='/deconnexion'] input[name=_token]")!.GetAttribute("value")!;
        (await browser.PostAsync("/deconnexion", ("_token", token))).Location.ShouldBe("/");
        browser.Cookies.Keys.ShouldNotContain("guichet-pro");
        browser.Cookies["guichet-pro"] = key;
        (await browser.GetAsync("/encaissement")).Location.ShouldBe("/connexion");
    }

    [Theory]
    [InlineData("/encaissement", "/connexion")]
    [InlineData("/encaissement/operations/foo2udp610", "/connexion?retour=%2Fencaissement%2Foperations%2Ffoo2udp610")]
    [InlineData("/app", "/app/connexion")]
    [InlineData("/app/r/abc", "/app/connexion?retour=%2Fapp%2Fr%2Fabc")]
    public async Task A_strangers_visit_leads_to_the_sign_in_of_its_side_and_back(string path, string expected)
    {
        await using var site = await AccessSite.StartAsync();
        using var browser = new Browser(site.Address) { Cookies = { ["guichet-pro"] = new string('A', 43) } };
        (await browser.GetAsync(path)).Location.ShouldBe(expected);
    }

    [Fact]
    public async Task One_sides_key_opens_nothing_on_the_other()
    {
        await using var site = await AccessSite.StartAsync();
        using var browser = await new Browser(site.Address).SignInAsync("708900", Password);
        browser.Cookies["guichet-app"] = browser.Cookies["guichet-pro"];
        (await browser.GetAsync("/app")).Location.ShouldBe("/app/connexion");
    }

    [Fact]
    public async Task An_address_that_leads_nowhere_is_not_found()
    {
        await using var site = await AccessSite.StartAsync();
        using var browser = new Browser(site.Address);
        (await browser.GetAsync("/nulle-part")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.GetAsync("/app/nulle-part")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
