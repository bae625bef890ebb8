using System.Net;
using AngleSharp.Html.Parser;
using Guichet.App.Letters;
using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Web.Tests.Letters;

/// <summary>The demonstration's mailbox and gallery; neither exists in production.</summary>
public class MailboxPageTests
{
    [Fact]
    public async Task A_letter_that_the_job_sent_is_listed_and_readable_with_its_links()
    {
        await using var site = await LetterSite.StartAsync("--GUICHET_URL=https://guichet.example");
        await BlockAccountAsync(site);
        var list = await site.UntilAsync("/demo/mail", "paul@example.org");
        var row = new HtmlParser().ParseDocument(list).QuerySelector("a.mails__row")!;
        row.TextContent.ShouldContain("Votre compte a été bloqué");

        var page = new HtmlParser().ParseDocument(await site.Client.GetStringAsync(new Uri(row.GetAttribute("href")!, UriKind.Relative)));
        page.QuerySelector("h1")!.TextContent.ShouldBe("Votre compte a été bloqué");
        page.QuerySelector("pre a")!.GetAttribute("href").ShouldBe("https://guichet.example/connexion");
        page.QuerySelector("pre")!.TextContent.ShouldContain("Bonjour Paul <b> Rivière,");
        var frame = page.QuerySelector("iframe")!;
        frame.GetAttribute("sandbox")!.ShouldNotContain("allow-scripts");

        var answer = await site.Client.GetAsync(new Uri(frame.GetAttribute("src")!, UriKind.Relative));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        string.Join(' ', answer.Headers.GetValues("Content-Security-Policy")).ShouldStartWith("default-src 'none'; style-src 'unsafe-inline';");
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Paul &lt;b&gt; Rivi", Case.Sensitive);

        (await site.Client.GetStringAsync(new Uri("/demo/mail?to=paul@example.org", UriKind.Relative))).ShouldContain("mails__row");
        (await site.Client.GetStringAsync(new Uri("/demo/mail?to=other@example.org", UriKind.Relative))).ShouldNotContain("mails__row");
        (await site.Client.GetAsync(new Uri("/demo/mail/999", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_gallery_shows_every_letter_in_both_languages()
    {
        await using var site = await LetterSite.StartAsync();
        var gallery = new HtmlParser().ParseDocument(await site.Client.GetStringAsync(new Uri("/demo/letters", UriKind.Relative)));
        var addresses = gallery.QuerySelectorAll("a.mails__row").Select(a => a.GetAttribute("href")!).ToList();
        addresses.Count.ShouldBe(2 * site.Services.GetRequiredService<DemonstrationLetters>().Names.Count);
        foreach (var address in addresses)
        {
            (await site.Client.GetStringAsync(new Uri(address, UriKind.Relative))).ShouldContain("<iframe");
            (await site.Client.GetStringAsync(new Uri($"{address}/html", UriKind.Relative))).ShouldContain("<table");
        }
    }

    [Theory]
    [InlineData("/demo/mail")]
    [InlineData("/demo/mail/1")]
    [InlineData("/demo/mail/1/html")]
    [InlineData("/demo/letters")]
    [InlineData("/demo/letters/paid/fr")]
    [InlineData("/demo/letters/paid/fr/html")]
    public async Task Nothing_of_it_exists_in_production(string path)
    {
        await using var site = await LetterSite.StartAsync("--GUICHET_MODE=production", "--GUICHET_MAIL=smtp://127.0.0.1:1", "--GUICHET_URL=https://guichet.example");
        (await site.Client.GetAsync(new Uri(path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task BlockAccountAsync(LetterSite site)
    {
        await using var db = await site.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        db.Agreements.Add(new AgreementRow { Id = 71, Number = "708900", Name = "Littoral" });
        db.Accounts.Add(new AccountRow { Id = 1, UserName = "m:708900", NormalizedUserName = "M:708900", Kind = AccountKind.Signatory, FirstName = "Paul <b>", LastName = "Rivière", Email = "paul@example.org", AgreementId = 71 });
        var now = site.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        db.Letters.Add(new LetterRow { Id = 1, AccountId = 1, Kind = 41, State = LetterState.Queued, CreatedAt = now, SendAt = now });
        await db.SaveChangesAsync();
    }
}
