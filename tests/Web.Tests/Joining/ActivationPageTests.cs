using System.Net;
using Guichet.App.Access;
using Guichet.App.Storage.Mapping;
using Guichet.Web.Tests.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Web.Tests.Joining;

public class ActivationPageTests
{
    private const string Number = "708950", Password = "les pins et la dune du soir";

    [Fact]
    public async Task The_letter_s_address_fills_in_the_number_and_the_browser_is_signed_in_afterwards()
    {
        await using var site = await AccessSite.StartAsync();
        var code = await AddAsync(site);
        using var browser = new Browser(site.Address);
        await browser.GetAsync($"/activation?numero={Number}");
        browser.Page.QuerySelector("#number")!.GetAttribute("value").ShouldBe(Number);
        await browser.SubmitAsync(("number", Number), ("code", code), ("password", Password), ("password_again", Password));
        browser.Location.ShouldBe("/encaissement");
        browser.SetCookies.ShouldContain(cookie => cookie.StartsWith("guichet-pro-device=", StringComparison.Ordinal));
        await browser.GetAsync("/compte/inconnu");
        await browser.GetAsync("/encaissement");
        browser.Status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.Redirect);
        browser.Location.ShouldNotBe("/connexion");
    }

    [Fact]
    public async Task An_unknown_number_a_wrong_code_and_a_used_one_read_alike()
    {
        await using var site = await AccessSite.StartAsync();
        var code = await AddAsync(site);
        using var first = new Browser(site.Address);
        await first.GetAsync("/activation");
        await first.SubmitAsync(("number", Number), ("code", code), ("password", Password), ("password_again", Password));
        HashSet<string> pages = [];
        foreach (var number in new[] { Number, "708951", "708900", "abc" })
        {
            using var browser = new Browser(site.Address);
            await browser.GetAsync("/activation");
            await browser.SubmitAsync(("number", number), ("code", code), ("password", Password), ("password_again", Password));
            browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            browser.Page.QuerySelectorAll("input[type=password]").ShouldAllBe(input => input.GetAttribute("value") == "");
            pages.Add(browser.Page.QuerySelector("main")!.TextContent);
        }

        pages.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("", "abcde-23456", Password, Password, "number")]
    [InlineData(Number, "", Password, Password, "code")]
    [InlineData(Number, "abcde-23456", "", "", "password")]
    [InlineData(Number, "abcde-23456", "court", "court", "password")]
    [InlineData(Number, "abcde-23456", "motdepasse2026", "motdepasse2026", "password")]
    [InlineData(Number, "abcde-23456", Password, "autre", "password_again")]
    public async Task What_is_wrong_is_told_beside_its_field(string number, string code, string password, string again, string field)
    {
        await using var site = await AccessSite.StartAsync();
        using var browser = new Browser(site.Address);
        await browser.GetAsync("/activation");
        await browser.SubmitAsync(("number", number), ("code", code), ("password", password), ("password_again", again));
        browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        browser.Page.QuerySelector($"#{field}")!.GetAttribute("aria-invalid").ShouldBe("true");
        browser.Page.QuerySelector("#number")!.GetAttribute("value").ShouldBe(number);
        browser.Page.QuerySelector("#code")!.GetAttribute("value").ShouldBe(code);
    }

    [Fact]
    public async Task A_customer_activates_the_app_with_a_code_that_is_not_weak()
    {
        await using var site = await AccessSite.StartAsync();
        string code;
        await using (var db = await site.DbAsync())
        {
            db.Customers.Add(new CustomerRow { Id = 900_002, Number = "10000000099", Email = "zoe@example.org", FirstName = "Zoé", LastName = "Petit" });
            db.Accounts.Add(NewAccount.Of(900_002, "c:10000000099", AccountKind.Customer, "Zoé", "Petit", "zoe@example.org", customerId: 900_002));
            await db.SaveChangesAsync();
            code = await site.Services.GetRequiredService<ActivationCodes>().AddAsync(db, 900_002, site.Services.GetRequiredService<TimeProvider>().GetUtcNow());
            await db.SaveChangesAsync();
        }

        using var browser = new Browser(site.Address);
        await browser.GetAsync("/app/activation?numero=10000000099");
        await browser.SubmitAsync(("number", "zoe@example.org"), ("code", code), ("password", Password), ("password_again", Password), ("pin", "1234"), ("pin_again", "1234"));
        browser.Page.QuerySelector("#pin")!.GetAttribute("aria-invalid").ShouldBe("true");
        await browser.SubmitAsync(("number", "zoe@example.org"), ("code", code), ("password", Password), ("password_again", Password), ("pin", "4071"), ("pin_again", "4071"));
        browser.Location.ShouldBe("/app/bienvenue");
        await browser.GetAsync("/app");
        browser.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Asking_for_a_code_answers_alike_and_mails_who_waits_for_one()
    {
        await using var site = await AccessSite.StartAsync();
        await AddAsync(site, withCode: false);
        HashSet<string> pages = [];
        foreach (var number in new[] { Number, "708951", "708900", "", "x" })
        {
            using var browser = new Browser(site.Address);
            await browser.GetAsync("/activation/code");
            await browser.SubmitAsync(("number", number));
            browser.Status.ShouldBe(HttpStatusCode.OK);
            pages.Add(browser.Page.QuerySelector("main")!.InnerHtml);
        }

        pages.Count.ShouldBe(1);
        await using var db = await site.DbAsync();
        db.Letters.Where(x => x.Kind == (int)AccountLetterKind.Activation).Select(x => x.Address).ToList().ShouldBe(["jeanne@example.org"]);
    }

    [Theory]
    [InlineData("/connexion", "/activation")]
    [InlineData("/app/connexion", "/app/activation")]
    [InlineData("/", "/conventionnement")]
    [InlineData("/", "/activation")]
    public async Task The_way_there_is_shown(string page, string link)
    {
        await using var site = await AccessSite.StartAsync();
        using var browser = new Browser(site.Address);
        await browser.GetAsync(page);
        browser.Page.QuerySelector($"a[href='{link}']").ShouldNotBeNull();
        await browser.GetAsync(link);
        browser.Status.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<string> AddAsync(AccessSite site, bool withCode = true)
    {
        await using var db = await site.DbAsync();
        var agreement = db.Agreements.OrderBy(x => x.Id).First().Id;
        db.Accounts.Add(NewAccount.Of(900_001, $"m:{Number}", AccountKind.Signatory, "Jeanne", "Dupin", "jeanne@example.org", agreementId: agreement));
        await db.SaveChangesAsync();
        var code = withCode ? await site.Services.GetRequiredService<ActivationCodes>().AddAsync(db, 900_001, site.Services.GetRequiredService<TimeProvider>().GetUtcNow()) : "";
        await db.SaveChangesAsync();
        return code;
    }
}
