using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Guichet.App.Access;
using Guichet.Web.Merchant.Protection;
using Guichet.Web.Tests.Access;
using Guichet.Web.Tests.Console;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Web.Tests.Portal;

/// <summary>«Sécurité» over HTTP, by a browser without JavaScript: everything but passkeys.</summary>
public class OwnAccessTests
{
    private const string Number = "708900", Password = "littoral-signataire-2026", New = "une-toute-autre-phrase-de-passe", Session = "guichet-pro";

    [Fact]
    public async Task A_second_factor_changes_the_key_at_each_step_of_the_way_in()
    {
        await using var site = await AccessSite.StartAsync();
        using var paul = await new Browser(site.Address).SignInAsync(Number, Password);
        var keys = new List<string> { paul.Cookies[Session] };
        var (secret, codes) = await ProtectAsync(paul);
        codes.Count.ShouldBe(10);
        keys.Add(paul.Cookies[Session]);
        (await paul.GetAsync("/compte/acces")).Status.ShouldBe(HttpStatusCode.OK);

        await paul.SignInAsync(Number, Password);
        paul.Location.ShouldBe("/connexion/code");
        keys.Add(paul.Cookies[Session]);
        (await paul.GetAsync("/compte/acces")).Location!.ShouldStartWith("/connexion");
        await paul.GetAsync("/connexion/code");
        await paul.SubmitAsync(("code", ConsoleSteps.CodeOf(secret, 1)));
        paul.Location.ShouldBe("/encaissement");
        keys.Add(paul.Cookies[Session]);
        keys.ShouldBeUnique();
        (await paul.GetAsync("/connexion/code")).Location.ShouldBe("/encaissement", "«Back» leads in and signs nobody out");

        foreach (var old in keys.SkipLast(1))
        {
            using var thief = new Browser(site.Address);
            thief.Cookies[Session] = old;
            (await thief.GetAsync("/encaissement")).Status.ShouldBe(HttpStatusCode.Redirect);
        }
    }

    [Fact]
    public async Task Three_wrong_codes_lead_back_to_the_password_which_says_so()
    {
        await using var site = await AccessSite.StartAsync();
        using var paul = await new Browser(site.Address).SignInAsync(Number, Password);
        await ProtectAsync(paul);
        await paul.SignInAsync(Number, Password);
        await paul.GetAsync("/connexion/code?retour=%2Fencaissement%2Fcloture");
        for (var left = 2; left > 0; left--)
        {
            await paul.SubmitAsync(("code", "000000"));
            paul.Status.ShouldBe(HttpStatusCode.Unauthorized);
        }

        await paul.SubmitAsync(("code", "000000"));
        paul.Location.ShouldBe("/connexion?second-facteur=termine");
        await paul.GetAsync("/connexion?second-facteur=termine");
        paul.Page.QuerySelector("main [role=status]").ShouldNotBeNull();
        (await paul.GetAsync("/connexion/code")).Location.ShouldBe("/connexion?second-facteur=termine");
    }

    [Fact]
    public async Task A_new_password_keeps_this_browser_and_ends_the_others()
    {
        await using var site = await AccessSite.StartAsync();
        using var here = await new Browser(site.Address).SignInAsync(Number, Password);
        using var there = await new Browser(site.Address).SignInAsync(Number, Password);
        await here.GetAsync("/compte/acces/mot-de-passe");
        await here.SubmitAsync(("current", "wrong-wrong-wrong"), ("password", New), ("password_again", New));
        here.Status.ShouldBe(HttpStatusCode.Unauthorized);
        here.Page.QuerySelector("#current")!.GetAttribute("aria-invalid").ShouldBe("true");
        here.Html.ShouldNotContain(New);

        await here.SubmitAsync(("current", Password), ("password", New), ("password_again", New));
        here.Location.ShouldBe("/compte/acces?fait=password");
        (await here.GetAsync("/compte/acces?fait=password")).Page.QuerySelector("main [role=status]").ShouldNotBeNull();
        (await here.GetAsync("/compte/acces?fait=%3Cb%3E")).Page.QuerySelector("main [role=status]").ShouldBeNull();
        (await there.GetAsync("/compte/acces")).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Devices_are_ended_one_by_one_or_all_and_a_strangers_is_not_found()
    {
        await using var site = await AccessSite.StartAsync();
        using var here = await new Browser(site.Address).SignInAsync(Number, Password);
        using var there = await new Browser(site.Address).SignInAsync(Number, Password);
        using var stranger = await new Browser(site.Address).SignInAsync("708901", "cimes-signataire-2026");
        await here.GetAsync("/compte/acces");
        var token = here.Page.QuerySelector<IHtmlInputElement>("main input[name=_token]")!.Value;
        var other = here.Page.QuerySelectorAll<IHtmlInputElement>("main input[name=device]").Single().Value;
        var foreignKey = AccessKey.Hash(stranger.Cookies[Session])!;

        (await here.PostAsync("/compte/acces", ("_token", token), ("device", SignedInDevice.IdOf(foreignKey)))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetAsync("/compte/acces")).Status.ShouldBe(HttpStatusCode.OK);
        (await here.PostAsync("/compte/acces", ("_token", token), ("device", other))).Location.ShouldBe("/compte/acces?fait=device");
        (await there.GetAsync("/compte/acces")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await here.GetAsync("/compte/acces")).Page.QuerySelectorAll("main input[name=device]").ShouldBeEmpty();

        (await here.PostAsync("/compte/acces", ("_token", token), ("everywhere", "true"))).Location.ShouldBe("/connexion");
        here.Cookies.ShouldNotContainKey(Session);
    }

    [Fact]
    public async Task The_link_to_a_new_address_shows_first_and_changes_on_the_button()
    {
        await using var site = await AccessSite.StartAsync();
        using var paul = await new Browser(site.Address).SignInAsync(Number, Password);
        await paul.GetAsync("/compte/acces/email");
        await paul.SubmitAsync(("email", "paul@example.net"), ("current", Password));
        paul.Page.QuerySelector("main [role=status]")!.TextContent.ShouldContain("paul@example.net");
        string token;
        await using (var db = await site.DbAsync())
        {
            var letter = await db.Letters.OrderBy(x => x.Id).LastAsync(x => x.Kind == (int)AccountLetterKind.EmailLink);
            token = site.Services.GetRequiredService<AccountLetters>().ReadDetails(letter.Payload)!.Token!;
        }

        using var mail = new Browser(site.Address);
        (await mail.GetAsync($"/nouvel-email/{token}")).Page.QuerySelector("main")!.TextContent.ShouldContain("paul@example.net");
        await using (var db = await site.DbAsync())
        {
            (await db.Accounts.SingleAsync(a => a.UserName == "m:708900")).Email.ShouldNotBe("paul@example.net");
        }

        await mail.SubmitAsync();
        mail.Page.QuerySelector("main [role=status]").ShouldNotBeNull();
        (await mail.GetAsync($"/nouvel-email/{token}")).Status.ShouldBe(HttpStatusCode.Gone);
        (await paul.GetAsync("/compte/acces")).Html.ShouldContain("paul@example.net");
    }

    [Fact]
    public async Task The_bank_account_waits_for_a_second_factor()
    {
        await using var site = await AccessSite.StartAsync();
        using var paul = await new Browser(site.Address).SignInAsync(Number, Password);
        (await paul.GetAsync("/compte/banque")).Page.QuerySelector("main form").ShouldBeNull();
        paul.Page.QuerySelector("main a[href='/compte/acces/second-facteur']").ShouldNotBeNull();
        var (_, codes) = await ProtectAsync(paul);
        (await paul.GetAsync("/compte/banque")).Page.QuerySelector("main form").ShouldBeNull("the second factor is of this minute");
        await using (var db = await site.DbAsync())
        {
            DateTimeOffset? before = site.Services.GetRequiredService<TimeProvider>().GetUtcNow() - AccessSettings.BankChangeWait;
            await db.Accounts.Where(a => a.SecondFactorSince != null).ExecuteUpdateAsync(set => set.SetProperty(a => a.SecondFactorSince, before));
        }

        await paul.GetAsync("/compte/banque");
        await paul.SubmitAsync(("iban", "FR76 3000 6000 0112 3456 7890 188"), ("holder", "Littoral <b>"), ("code", codes[0]));
        ((int)paul.Status).ShouldBe(422);
        paul.Page.QuerySelector<IHtmlInputElement>("#iban")!.Value.ShouldBe("FR76 3000 6000 0112 3456 7890 188", "what was typed stays");
        await paul.SubmitAsync(("iban", "FR76 3000 6000 0112 3456 7890 189"), ("holder", "Littoral <b>"), ("code", codes[0]));
        paul.Status.ShouldBe(HttpStatusCode.OK);
        paul.Html.ShouldNotContain("FR7630006000011234567890189");
        paul.Page.QuerySelector("main dl")!.TextContent.ShouldContain("FR76 •••• •••• •••• •••• •••• 189");
        paul.Page.QuerySelector("main b").ShouldBeNull();

        using var pins = await new Browser(site.Address).SignInAsync("10000651", "pins-accueil-2026");
        (await pins.GetAsync("/compte/banque")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("/connexion/defi")]
    [InlineData("/compte/acces/defi")]
    [InlineData("/compte/acces/cles/defi")]
    public async Task A_question_for_a_passkey_is_given_to_forms_only(string address)
    {
        await using var site = await AccessSite.StartAsync();
        using var paul = await new Browser(site.Address).SignInAsync(Number, Password);
        (await paul.GetAsync(address)).Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await paul.PostAsync(address)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge · Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1", "Safari · iPhone")]
    [InlineData("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36", "Chrome · Android")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Linux")]
    [InlineData("curl/8.5.0", null)]
    [InlineData(null, null)]
    public void A_browser_is_called_as_people_call_it(string? agent, string? name) => BrowserName.Of(agent).ShouldBe(name);

    private static async Task<(string Secret, List<string> Codes)> ProtectAsync(Browser browser)
    {
        await browser.GetAsync("/compte/acces/second-facteur");
        var secret = browser.Page.QuerySelector("#secret")!.TextContent;
        await browser.SubmitAsync(("current", Password), ("code", ConsoleSteps.CodeOf(secret)));
        browser.Status.ShouldBe(HttpStatusCode.OK);
        return (secret, [.. browser.Page.QuerySelectorAll(".recovery code").Select(code => code.TextContent)]);
    }
}
