using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Guichet.Web.Tests.Access;

public partial class SignInPageTests
{
    [Fact]
    public async Task The_page_speaks_the_words_of_the_guide()
    {
        await using var site = await AccessSite.StartAsync();
        using var browser = await new Browser(site.Address).GetAsync("/connexion");
        browser.Status.ShouldBe(HttpStatusCode.OK);
        browser.Page.QuerySelectorAll("h1").ShouldHaveSingleItem().TextContent.ShouldBe("Connexion");
        browser.Page.QuerySelectorAll("label").Select(x => x.TextContent.Trim()).ShouldBe(["N° de convention *", "Mot de passe *"]);
        browser.Page.QuerySelector("main form button")!.TextContent.ShouldBe("Valider");
        browser.Page.QuerySelectorAll("main a").Single(x => x.TextContent == "Mot de passe oublié ?").GetAttribute("href").ShouldBe("/mot-de-passe-oublie");
        browser.Answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await browser.GetAsync("/app/connexion")).Page.QuerySelectorAll("label").Select(x => x.TextContent.Trim()).ShouldBe(["Identifiant *", "Mot de passe *"]);
        browser.Page.QuerySelector("main form button")!.TextContent.ShouldBe("Se connecter");
    }

    [Fact]
    public async Task Without_its_token_the_form_is_refused()
    {
        await using var site = await AccessSite.StartAsync();
        using var browser = new Browser(site.Address);
        (await browser.PostAsync("/connexion", ("number", "708900"), ("password", "littoral-signataire-2026"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        browser.Cookies.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/connexion", "708900", "littoral-signataire-2026", "999999", "Numéro ou mot de passe incorrect.")]
    [InlineData("/app/connexion", "lea.martin@example.org", "lea-vacances-2026", "nobo.martin@example.org", "Numéro ou mot de passe incorrect.")]
    public async Task Wrong_wrong_blocked_alike_for_known_and_unknown(string path, string known, string password, string unknown, string sentence)
    {
        await using var site = await AccessSite.StartAsync();
        using var browser = new Browser(site.Address);
        using var stranger = new Browser(site.Address);
        for (var i = 1; i <= 4; i++)
        {
            await browser.SignInAsync(known, i == 4 ? password : "un-faux-mot-de-passe", path);
            await stranger.SignInAsync(unknown, i == 4 ? password : "un-faux-mot-de-passe", path);
            browser.Status.ShouldBe(i < 3 ? HttpStatusCode.Unauthorized : HttpStatusCode.Locked);
            browser.Page.QuerySelector("[role=alert]")!.TextContent.Replace('\u00A0', ' ').ShouldContain(i < 3 ? sentence : "Votre compte est bloqué. Pour le débloquer, cliquez sur « Mot de passe oublié ? »");
            browser.Page.QuerySelector<IHtmlInputElement>("#number")!.Value.ShouldBe(known);
            browser.Html.ShouldNotContain(i == 4 ? password : "un-faux-mot-de-passe");
            stranger.Status.ShouldBe(browser.Status);
            Masked(stranger.Html, unknown).ShouldBe(Masked(browser.Html, known));
        }
    }

    [Fact]
    public async Task A_browser_that_signed_in_before_does_so_while_strangers_block()
    {
        await using var site = await AccessSite.StartAsync();
        using var till = await new Browser(site.Address).SignInAsync("708900", "littoral-signataire-2026");
        till.Answer.Headers.GetValues("Set-Cookie").Single(x => x.StartsWith("guichet-pro-device=", StringComparison.Ordinal)).ShouldContain("httponly");
        using var stranger = new Browser(site.Address);
        for (var i = 0; i < 3; i++)
        {
            await stranger.SignInAsync("708900", "un-faux-mot-de-passe");
        }

        (await stranger.SignInAsync("708900", "littoral-signataire-2026")).Status.ShouldBe(HttpStatusCode.Locked);
        till.Cookies.Remove("guichet-pro");
        (await till.SignInAsync("708900", "littoral-signataire-2026")).Location.ShouldBe("/encaissement");
    }

    [Fact]
    public async Task Empty_fields_are_named_and_cost_no_try()
    {
        await using var site = await AccessSite.StartAsync();
        using var browser = new Browser(site.Address);
        for (var i = 0; i < 4; i++)
        {
            (await browser.SignInAsync("708900", "")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            browser.Page.QuerySelector("#password-error")!.TextContent.ShouldBe("Saisissez votre mot de passe.");
        }

        (await browser.SignInAsync("708900", "littoral-signataire-2026")).Location.ShouldBe("/encaissement");
    }

    [Fact]
    public async Task Hostile_input_is_text()
    {
        await using var site = await AccessSite.StartAsync();
        using var browser = new Browser(site.Address);
        foreach (var text in new[] { "<script>alert(1)</script>", "\"><img src=x>", "=cmd|' /C calc'!A0", "😀", new string('9', 20_001), "\u202E708900", "' OR 1=1 --", "a\u0001b", "a\u0000b" })
        {
            await browser.SignInAsync(text, "un-faux-mot-de-passe");
            browser.Status.ShouldBe(HttpStatusCode.Unauthorized, text[..Math.Min(20, text.Length)]);
            browser.Page.QuerySelectorAll("main script, main img").ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_form_sent_twice_signs_in_twice()
    {
        await using var site = await AccessSite.StartAsync();
        using var browser = await new Browser(site.Address).GetAsync("/connexion");
        var form = browser.Page.QuerySelector<IHtmlInputElement>("main form input[type=hidden]")!;
        (string, string)[] fields = [(form.Name!, form.Value), ("number", "708900"), ("password", "littoral-signataire-2026")];
        (await browser.PostAsync("/connexion", fields)).Location.ShouldBe("/encaissement");
        (await browser.PostAsync("/connexion", fields)).Location.ShouldBe("/encaissement");
    }

    [Fact]
    public async Task Only_local_pages_are_gone_back_to()
    {
        await using var site = await AccessSite.StartAsync();
        using var browser = new Browser(site.Address);
        (await browser.SignInAsync("708900", "littoral-signataire-2026", "/connexion?retour=%2Fencaissement%2Fnouveau")).Location.ShouldBe("/encaissement/nouveau");
        (await browser.SignInAsync("708900", "littoral-signataire-2026", "/connexion?retour=%2F%2Fevil.example")).Location.ShouldBe("/encaissement");
        (await browser.SignInAsync("708900", "littoral-signataire-2026", "/connexion?retour=https%3A%2F%2Fevil.example")).Location.ShouldBe("/encaissement");
    }

    private static string Masked(string html, string number) => Token().Replace(html, "").Replace(number, "NUMBER", StringComparison.Ordinal);

    [GeneratedRegex("<input name=\"_token\"[^>]*>")]
    private static partial Regex Token();
}
