using System.Net;
using AngleSharp.Dom;
using Guichet.Domain.Access;
using Guichet.Fixtures;
using Guichet.Web.Access;
using Guichet.Web.Tests.Access;
using Guichet.Web.Tests.Portal;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Guichet.Web.Tests.Console;

/// <summary>The way into the console, over HTTP.</summary>
public class ConsoleDoorTests
{
    private static readonly string[] Rooms =
    [
        "/console", "/console/operations", "/console/operations/foo2udp610", "/console/information", "/console/journal",
        "/console/conventions", "/console/conventions/708900", "/console/conventions/708900/suspendre", "/console/clients", "/console/clients/nouveau", "/console/clients/10000000011",
        "/console/clients/10000000011/credit", "/console/credits", "/console/credits/1", "/console/credits/1/lignes-refusees.csv", "/console/comptes", "/console/comptes/1",
    ];

    [Theory, EachDatabase]
    public async Task The_password_alone_opens_nothing(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var browser = await new Browser(site.Address).PasswordAsync();
        var half = browser.Cookies["guichet-console"];
        browser.Cookies.Keys.ShouldNotContain("guichet-console-device");
        browser.Cookies["guichet-pro"] = browser.Cookies["guichet-app"] = half;
        foreach (var room in Rooms)
        {
            (await browser.GetAsync(room)).Location.ShouldStartWith("/console/connexion", customMessage: room);
        }

        (await browser.GetAsync("/encaissement")).Location.ShouldBe("/connexion");
        (await browser.GetAsync("/app")).Location.ShouldBe("/app/connexion");
        (await browser.GetAsync("/console/second-facteur")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Every_room_of_the_console_is_for_operators_and_nobody_else()
    {
        await using var site = await PortalSite.StartAsync(DatabaseKind.Sqlite);
        var console = site.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.TrimStart('/').StartsWith("console", StringComparison.OrdinalIgnoreCase)).ToList();
        string[] doors = ["connexion", "deconnexion", "code", "second-facteur", "mot-de-passe-oublie", "mot-de-passe/{token}"];
        var rooms = console.Where(e => !doors.Contains(e.RoutePattern.RawText!.TrimStart('/')["console".Length..].TrimStart('/'))).ToList();
        rooms.Count.ShouldBeGreaterThanOrEqualTo(Rooms.Length);
        rooms.ShouldAllBe(e => IsClosed(e));
    }

    [Theory, EachDatabase]
    public async Task The_first_sign_in_sets_up_the_second_factor_and_shows_ten_recovery_codes_once(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var browser = await new Browser(site.Address).PasswordAsync();
        var half = browser.Cookies["guichet-console"];
        var (secret, codes) = await browser.FirstSignInAsync();
        codes.Count.ShouldBe(10);
        browser.Cookies["guichet-console"].ShouldNotBe(half);
        browser.Cookies.Keys.ShouldContain("guichet-console-device");
        (await browser.GetAsync("/console/second-facteur")).Html.ShouldNotContain(codes[0]);
        using var again = new Browser(site.Address);
        await again.PasswordAsync();
        (await again.GetAsync("/console/second-facteur")).Location.ShouldBe("/console/code");
        again.Html.ShouldNotContain(secret);
    }

    [Theory, EachDatabase]
    public async Task A_used_code_is_refused_and_a_recovery_code_works_once(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var browser = new Browser(site.Address);
        var (secret, codes) = await browser.FirstSignInAsync();
        (await browser.GetAsync("/console")).Status.ShouldBe(HttpStatusCode.OK);
        var full = browser.Cookies["guichet-console"];
        await browser.PostAsync("/console/deconnexion", ("_token", browser.Page.QuerySelector("form[action='/console/deconnexion'] input[name=_token]")!.GetAttribute("value")!));
        browser.Location.ShouldBe("/console/connexion");
        browser.Cookies["guichet-console"] = full;
        (await browser.GetAsync("/console")).Location.ShouldBe("/console/connexion");

        await browser.PasswordAsync();
        await browser.GetAsync("/console/code?retour=%2Fconsole%2Fjournal");
        await browser.SubmitAsync(("code", ConsoleSteps.CodeOf(secret, -1))); // one of set-up or before
        browser.Status.ShouldBe(HttpStatusCode.Unauthorized);
        browser.Html.ShouldContain("Il vous reste 2 essais");
        (await browser.SubmitAsync(("code", ConsoleSteps.CodeOf(secret, 1)))).Location.ShouldBe("/console/journal");
        (await browser.GetAsync("/console/journal")).Status.ShouldBe(HttpStatusCode.OK);

        using var other = await new Browser(site.Address).PasswordAsync();
        await other.GetAsync("/console/code");
        (await other.SubmitAsync(("code", codes[0]))).Location.ShouldBe("/console");
        using var third = await new Browser(site.Address).PasswordAsync();
        await third.GetAsync("/console/code");
        (await third.SubmitAsync(("code", codes[0]))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, EachDatabase]
    public async Task Parallel_guesses_get_three_tries_and_end_the_half_session(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using (var owner = new Browser(site.Address))
        {
            await owner.FirstSignInAsync();
        }

        using var form = await new Browser(site.Address).PasswordAsync();
        await form.GetAsync("/console/code");
        var token = form.Page.QuerySelector("main form input[name=_token]")!.GetAttribute("value")!;
        var statuses = await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            using var guess = new Browser(site.Address);
            foreach (var (name, value) in form.Cookies)
            {
                guess.Cookies[name] = value;
            }

            await guess.PostAsync("/console/code", ("_token", token), ("code", "000000"));
            return (guess.Status, guess.Location);
        }));
        statuses.Count(x => x.Status == HttpStatusCode.Unauthorized).ShouldBeLessThanOrEqualTo(2);
        statuses.Where(x => x.Status == HttpStatusCode.Found).ShouldAllBe(x => x.Location == "/console/connexion?second-facteur=termine");
        (await form.GetAsync("/console/code")).Location.ShouldBe("/console/connexion?second-facteur=termine");
        (await form.GetAsync(form.Location!)).Html.ShouldContain("recommencez par votre mot de passe");
    }

    [Theory, EachDatabase]
    public async Task Neither_side_reaches_the_other(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var merchant = await new Browser(site.Address).SignInAsync("10000651", "pins-accueil-2026");
        using var claire = new Browser(site.Address);
        await claire.FirstSignInAsync();
        var (merchantKey, operatorKey) = (merchant.Cookies["guichet-pro"], claire.Cookies["guichet-console"]);
        merchant.Cookies["guichet-console"] = merchantKey;
        claire.Cookies["guichet-pro"] = claire.Cookies["guichet-app"] = operatorKey;
        foreach (var room in Rooms)
        {
            (await merchant.GetAsync(room)).Location.ShouldStartWith("/console/connexion", customMessage: room);
        }

        (await merchant.GetAsync("/encaissement")).Status.ShouldBe(HttpStatusCode.OK);
        (await claire.GetAsync("/encaissement")).Location.ShouldBe("/connexion");
        (await claire.GetAsync("/app")).Location.ShouldBe("/app/connexion");
        (await claire.GetAsync("/console")).Status.ShouldBe(HttpStatusCode.OK);
        (await new Browser(site.Address).SignInAsync(ConsoleSteps.Name, ConsoleSteps.Password)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await new Browser(site.Address).SignInAsync("708900", "littoral-signataire-2026", "/console/connexion")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Over_https_its_cookies_belong_to_this_host_alone()
    {
        await using var site = await AccessSite.StartAsync("--GUICHET_URL=https://guichet.example.org");
        using var browser = await new Browser(site.Address).PasswordAsync();
        var cookie = browser.SetCookies.Single(x => x.StartsWith("__Host-guichet-console=", StringComparison.Ordinal)).ToLowerInvariant();
        foreach (var flag in (string[])["secure", "httponly", "samesite=lax", "path=/"])
        {
            cookie.ShouldContain(flag);
        }
    }

    [Theory, EachDatabase]
    public async Task A_forgotten_password_is_mailed_for_and_does_not_replace_the_second_factor(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var browser = new Browser(site.Address);
        await browser.FirstSignInAsync();
        using var lost = new Browser(site.Address);
        await lost.GetAsync("/console/mot-de-passe-oublie");
        lost.Page.QuerySelector("main a.back")!.GetAttribute("href").ShouldBe("/console/connexion");
        (await lost.SubmitAsync(("number", "Claire.Vidal"))).Html.ShouldContain("Consultez votre messagerie");
        var link = await MailedLinkAsync(site, lost);
        await lost.GetAsync(link);
        await lost.SubmitAsync(("password", "une phrase bien à moi"), ("password_again", "une phrase bien à moi"));
        lost.Location.ShouldBe("/console/connexion?mot-de-passe=change");
        (await browser.GetAsync("/console")).Location.ShouldBe("/console/connexion");
        (await lost.SignInAsync(ConsoleSteps.Name, "une phrase bien à moi", "/console/connexion")).Location.ShouldBe("/console/code");
        (await lost.GetAsync("/console")).Location.ShouldBe("/console/connexion");
    }

    private static async Task<string> MailedLinkAsync(PortalSite site, Browser reader)
    {
        // The jobs of the site send it by themselves, within a second or so.
        for (var looks = 0; looks < 600; looks++)
        {
            await reader.GetAsync("/demo/mail");
            if (reader.Page.QuerySelectorAll("main a").FirstOrDefault(a => a.TextContent.Contains("claire.vidal@example.org", StringComparison.Ordinal))?.GetAttribute("href") is { } letter)
            {
                await reader.GetAsync($"{letter}/html");
                var text = WebUtility.HtmlDecode(reader.Html);
                var start = text.IndexOf("/console/mot-de-passe/", StringComparison.Ordinal);
                start.ShouldBeGreaterThan(0, text);
                return text.Substring(start, "/console/mot-de-passe/".Length + 43);
            }
        }

        throw new TimeoutException($"No letter arrived at {site.Address}");
    }

    [Fact]
    public async Task Back_and_reload_on_the_way_in_lead_in_and_sign_nobody_out()
    {
        await using var site = await PortalSite.StartAsync(DatabaseKind.Sqlite);
        using var browser = new Browser(site.Address);
        await browser.FirstSignInAsync();
        foreach (var page in (string[])["/console/code", "/console/second-facteur", "/console/code?retour=%2Fconsole%2Fjournal"])
        {
            (await browser.GetAsync(page)).Location.ShouldBe(page.EndsWith("journal", StringComparison.Ordinal) ? "/console/journal" : "/console");
            (await browser.GetAsync("/console")).Status.ShouldBe(HttpStatusCode.OK);
        }

        using var nobody = new Browser(site.Address);
        (await nobody.GetAsync("/console/code")).Location.ShouldBe("/console/connexion?second-facteur=termine");
    }

    private static bool IsClosed(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
        && endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>() is [NeedsAttribute needs] && RolePermissions.Allows(Role.Operator, needs.Permission)
        && Enum.GetValues<Role>().Where(role => role != Role.Operator).All(role => !RolePermissions.Allows(role, needs.Permission));
}
