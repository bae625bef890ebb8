using System.Net;

namespace Guichet.Web.Tests.Access;

public class CustomerCodePageTests
{
    [Fact]
    public async Task On_a_known_device_the_code_is_enough()
    {
        await using var site = await AccessSite.StartAsync();
        using var phone = await PhoneAsync(site);
        phone.Cookies.Remove("guichet-app");
        (await phone.GetAsync("/app/historique")).Location.ShouldBe("/app/code?retour=%2Fapp%2Fhistorique");
        await phone.GetAsync(phone.Location!);
        phone.Page.QuerySelector("h1")!.TextContent.ShouldBe("Bonjour Léa");
        phone.Page.QuerySelector("label")!.TextContent.ShouldBe("Code secret");
        (await phone.SubmitAsync(("code", "4071"))).Location.ShouldBe("/app/historique");
        phone.Cookies["guichet-app"].Length.ShouldBe(43);
    }

    [Fact]
    public async Task Three_wrong_codes_and_the_password_is_asked()
    {
        await using var site = await AccessSite.StartAsync();
        using var phone = await PhoneAsync(site);
        phone.Cookies.Remove("guichet-app");
        foreach (var sentence in new[] { "Code incorrect. Il vous reste 2 essais.", "Code incorrect. Il vous reste 1 essai." })
        {
            await phone.GetAsync("/app/code");
            (await phone.SubmitAsync(("code", "1357"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
            phone.Page.QuerySelector("[role=alert]")!.TextContent.ShouldContain(sentence);
        }

        await phone.GetAsync("/app/code");
        (await phone.SubmitAsync(("code", "1357"))).Location.ShouldBe("/app/connexion?retour=%2Fapp&code=0");
        phone.Cookies.Keys.ShouldNotContain("guichet-device");
        (await phone.GetAsync(phone.Location!)).Page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("Trois codes erronés");
        (await phone.SubmitAsync(("number", "10000000011"), ("password", "lea-vacances-2026"))).Location.ShouldBe("/app");
    }

    [Fact]
    public async Task On_an_unknown_device_there_is_no_code_page()
    {
        await using var site = await AccessSite.StartAsync();
        using var phone = new Browser(site.Address) { Cookies = { ["guichet-device"] = new string('A', 43) } };
        (await phone.GetAsync("/app/code")).Location.ShouldBe("/app/connexion?retour=%2Fapp");
        phone.Cookies.ShouldBeEmpty();
    }

    private static Task<Browser> PhoneAsync(AccessSite site) => new Browser(site.Address).SignInAsync("lea.martin@example.org", "lea-vacances-2026", "/app/connexion");
}
