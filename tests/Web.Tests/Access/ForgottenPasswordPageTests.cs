using System.Net;
using System.Text.RegularExpressions;
using Guichet.App.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Web.Tests.Access;

public partial class ForgottenPasswordPageTests
{
    private const string New = "trois pins et une mouette";

    [Fact]
    public async Task The_mailed_link_unblocks_with_a_new_password()
    {
        await using var site = await AccessSite.StartAsync();
        using var browser = new Browser(site.Address);
        for (var i = 0; i < 3; i++)
        {
            await browser.SignInAsync("708900", "un-faux-mot-de-passe");
        }

        browser.Status.ShouldBe(HttpStatusCode.Locked);
        await browser.GetAsync("/mot-de-passe-oublie");
        (await browser.SubmitAsync(("number", "708 900"))).Status.ShouldBe(HttpStatusCode.OK);
        var path = AccountLetters.ResetPath(AccountArea.Merchant, await TokenAsync(site));
        await browser.GetAsync(path);
        browser.Answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        (await browser.SubmitAsync(("password", "court"), ("password_again", "court"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        browser.Page.QuerySelector("#password-error")!.TextContent.ShouldBe("Choisissez un mot de passe d'au moins 12 caractères.");
        (await browser.SubmitAsync(("password", New), ("password_again", "autre chose"))).Page.QuerySelector("#password_again-error").ShouldNotBeNull();
        (await browser.SubmitAsync(("password", New), ("password_again", New))).Location.ShouldBe("/connexion?mot-de-passe=change");
        (await browser.GetAsync(browser.Location!)).Page.QuerySelector("[role=status]")!.TextContent.ShouldContain("Votre mot de passe est changé");
        (await browser.SubmitAsync(("number", "708900"), ("password", New))).Location.ShouldBe("/encaissement");
        (await browser.GetAsync(path)).Status.ShouldBe(HttpStatusCode.Gone);
        browser.Page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("Ce lien a déjà servi");
    }

    [Theory]
    [InlineData("/mot-de-passe-oublie", "708900", "999999")]
    [InlineData("/app/mot-de-passe-oublie", "lea.martin@example.org", "nobody@example.org")]
    public async Task The_answer_does_not_tell_who_exists(string path, string known, string unknown)
    {
        await using var site = await AccessSite.StartAsync();
        using var browser = new Browser(site.Address);
        await browser.GetAsync(path);
        var first = (await browser.SubmitAsync(("number", known))).Html;
        await browser.GetAsync(path);
        (await browser.SubmitAsync(("number", unknown))).Html.ShouldBe(first);
        await using var db = await site.DbAsync();
        (await db.OneTimeLinks.CountAsync()).ShouldBe(1);
    }

    /// <summary>From the letter, or from the mailbox if the job was quicker: a sent letter keeps no secret.</summary>
    private static async Task<string> TokenAsync(AccessSite site)
    {
        await using var db = await site.DbAsync();
        var letter = await db.Letters.AsNoTracking().SingleAsync(x => x.Kind == (int)AccountLetterKind.PasswordLink);
        return site.Services.GetRequiredService<AccountLetters>().ReadDetails(letter.Payload)!.Token
            ?? Link().Match((await db.DemonstrationMails.AsNoTracking().ToListAsync()).Single(x => Link().IsMatch(x.Text)).Text).Groups[1].Value;
    }

    [GeneratedRegex("/mot-de-passe/([A-Za-z0-9_-]{43})")]
    private static partial Regex Link();
}
