using System.Net;
using Guichet.App.Payments;
using Guichet.App.Payments.Activity;
using Guichet.Fixtures;
using Guichet.Web.Customer;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Tests.Customer;

public class PagesTests
{
    [Theory, EachDatabase]
    public async Task Home_shows_the_balance_by_the_day_until_which_it_can_be_spent(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var home = await (await world.VisitAsync()).GetAsync("/app");
        home.Title.ShouldBe("Mon solde");
        var parts = home.Page.QuerySelectorAll(".balance__years li").Select(li => li.TextContent.Replace('\u00A0', ' ').Trim()).ToList();
        var year = Guichet.Domain.ParisCalendar.DayOf(world.Now).Year;
        parts.ShouldBe([$"100,00 € jusqu'au 31/12/{year}", $"150,00 € jusqu'au 31/12/{year + 2}"]);
        (await (await world.VisitAsync(AppWorld.Rose, AppWorld.RosePassword)).GetAsync("/app")).Main.ShouldContain("Aucune demande en attente");
    }

    [Theory, EachDatabase]
    public async Task History_goes_on_by_pages_without_a_gap_or_a_repetition(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var customer = await world.CustomerAsync();
        for (var i = 0; i < ReadActivity.PageSize + 3; i++)
        {
            var payment = await world.AskAsync("20", AppWorld.Lea);
            (await world.Get<ApprovePayment>().RunAsync(customer, payment.Id, null, new(1), $"pay-{i}")).Refusal.ShouldBeNull();
        }

        var lea = await world.VisitAsync();
        var seen = new List<string>();
        for (var page = await lea.GetAsync("/app/historique"); ; page = await lea.GetAsync(page.Page.QuerySelector(".pager .push")!.GetAttribute("href")!))
        {
            seen.AddRange(page.Page.QuerySelectorAll("a.history__row").Select(row => row.GetAttribute("href")!));
            if (page.Page.QuerySelector(".pager .push") is null)
            {
                break;
            }
        }

        seen.Distinct().Count().ShouldBe(seen.Count);
        seen.Count.ShouldBe(ReadActivity.PageSize + 3);
        foreach (var strange in new[] { "abc", "-", "1-2-3", "99999999999999999999-1", "9223372036854775807-1", "%00" })
        {
            (await lea.GetAsync($"/app/historique?apres={strange}")).Status.ShouldBe(HttpStatusCode.OK, strange);
        }
    }

    [Theory, EachDatabase]
    public async Task A_link_or_code_that_was_typed_opens_the_request(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var payment = await world.AskAsync("40");
        var lea = await world.VisitAsync();
        var scan = await lea.GetAsync("/app/scanner");
        scan.Title.ShouldBe("Scanner un QR code");
        var (link, token) = (world.LinkOf(payment), world.LinkOf(payment).Split('/')[^1]);
        foreach (var typed in new[] { $" http://{world.Url.Authority}{link} ", $"{world.Url.Authority}{link}?x#y", link, token, $"{token[..8]} {token[8..]}" })
        {
            (await lea.PressAsync(scan, "Ouvrir la demande", ("code", typed))).Location.ShouldBe(link, typed);
        }

        var addressed = await world.AskAsync("40", AppWorld.Lea);
        foreach (var typed in new[] { addressed.Number, $" {addressed.Number.ToUpperInvariant()[..5]} {addressed.Number[5..]}" })
        {
            (await lea.PressAsync(scan, "Ouvrir la demande", ("code", typed))).Location.ShouldBe(AppWorld.AddressOf(addressed), typed);
        }

        string[] strange = ["bonjour", $"https://example.org{link}", $"https://example.org/?{world.Url.Authority}{link}", "https://example.org/", "", new('a', 501)];
        foreach (var typed in strange)
        {
            var refused = await lea.PressAsync(scan, "Ouvrir la demande", ("code", typed));
            refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, typed);
            refused.Main.ShouldContain("Ce code n'est pas un code de paiement Chèque-Vacances", customMessage: typed);
            refused.Page.QuerySelector("#code")!.GetAttribute("value").ShouldBe(typed.Length <= 500 ? typed : "");
        }
    }

    [Theory, EachDatabase]
    public async Task The_account_says_who_is_signed_in_and_signs_out(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var lea = await world.VisitAsync();
        var account = await lea.GetAsync("/app/compte");
        account.Main.ShouldContain("Léa Martin");
        account.Main.ShouldContain("10*****0011");
        account.Main.ShouldNotContain("10000000011");
        (await lea.PressAsync(account, "Déconnexion")).Status.ShouldBe(HttpStatusCode.Found);
        (await lea.GetAsync("/app/compte")).Location!.ShouldStartWith("/app/code");
    }

    [Theory, EachDatabase]
    public async Task An_open_page_hears_of_a_new_request_and_keeps_no_session_alive(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var lea = await world.VisitAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var stream = await lea.Client.GetStreamAsync(new Uri("/app/flux", UriKind.Relative), limit.Token);
        using var reader = new StreamReader(stream);
        (await reader.ReadLineAsync(limit.Token)).ShouldBe("event: alive");
        await world.AskAsync("40", AppWorld.Lea);
        string? line;
        do
        {
            line = await reader.ReadLineAsync(limit.Token);
        }
        while (line is not (null or "event: change"));
        line.ShouldBe("event: change");

        world.Later(TimeSpan.FromMinutes(16));
        (await lea.Client.GetAsync("/app/flux", limit.Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("fr-FR")]
    [InlineData("en-GB")]
    public async Task Every_story_has_its_words(string language)
    {
        await using var world = await AppWorld.StartAsync(DatabaseKind.Sqlite);
        var before = System.Globalization.CultureInfo.CurrentUICulture;
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo(language);
        var texts = world.Get<IStringLocalizer<Guichet.Web.Texts.App>>();
        foreach (var key in Enum.GetValues<Story>().SelectMany(s => new[] { $"story.{s}.title", $"story.{s}.text", $"story.{s}.row" }))
        {
            texts[key].ResourceNotFound.ShouldBeFalse(key);
        }

        System.Globalization.CultureInfo.CurrentUICulture = before;
    }

    [Theory]
    [InlineData("https://guichet.example.org/app/r/X5nm3kycamFMntM1-whYvQ6G", "/app/r/X5nm3kycamFMntM1-whYvQ6G")]
    [InlineData("http://10.0.0.7:5080/app/r/X5nm3kycamFMntM1-whYvQ6G?x=1#y", "/app/r/X5nm3kycamFMntM1-whYvQ6G")]
    [InlineData("Guichet.example.org/app/r/X5nm3kycamFMntM1-whYvQ6G", "/app/r/X5nm3kycamFMntM1-whYvQ6G")]
    [InlineData(" X5nm3kyc amFMntM1\n-whYvQ6G ", "/app/r/X5nm3kycamFMntM1-whYvQ6G")]
    [InlineData("/app/r/X5nm3kycamFMntM1-whYvQ6G/refus", "/app/r/X5nm3kycamFMntM1-whYvQ6G")]
    [InlineData("foo2udp610", "/app/demandes/foo2udp610")]
    [InlineData(" FOO2 UDP6 10 ", "/app/demandes/foo2udp610")]
    [InlineData("https://example.org/app/r/X5nm3kycamFMntM1-whYvQ6G", null)]
    [InlineData("https://guichet.example.org.evil.example/app/r/X5nm3kycamFMntM1-whYvQ6G", null)]
    [InlineData("https://evil.example/?guichet.example.org/app/r/X5nm3kycamFMntM1-whYvQ6G", null)]
    [InlineData("https://x@guichet.example.org/app/r/X5nm3kycamFMntM1-whYvQ6G", null)]
    [InlineData("X5nm3kyc", null)]
    [InlineData("https://example.org/", null)]
    [InlineData("../../encaissement/../../x", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_request_is_read_out_of_what_was_typed(string? typed, string? path) =>
        (RequestCode.Read(typed, new Uri("https://guichet.example.org"), "10.0.0.7:5080")?.Path).ShouldBe(path);
}
