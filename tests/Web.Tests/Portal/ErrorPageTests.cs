using System.Net;
using AngleSharp.Dom;
using Guichet.Fixtures;

namespace Guichet.Web.Tests.Portal;

public class ErrorPageTests(PortalSites sites) : IClassFixture<PortalSites>
{
    [Theory]
    [InlineData("/nothing-here", "/", "topbar")]
    [InlineData("/erreur/404", "/", "topbar")]
    [InlineData("/erreur/200", "/", "topbar")]
    [InlineData("/app/nothing-here", "/app", "app-top")]
    [InlineData("/application", "/", "topbar")]
    public async Task What_does_not_exist_says_so_in_the_look_of_its_side(string path, string home, string header)
    {
        using var visitor = (await sites.OnAsync(DatabaseKind.Sqlite)).Visit();
        await visitor.GetAsync(path);
        visitor.Status.ShouldBe(HttpStatusCode.NotFound);
        visitor.Page.QuerySelector("h1")!.TextContent.ShouldBe("Page introuvable");
        visitor.Page.QuerySelector("main a.button")!.GetAttribute("href").ShouldBe(home);
        visitor.Page.QuerySelector($"header.{header}").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task What_does_not_exist_does_so_for_every_method(string method)
    {
        using var visitor = (await sites.OnAsync(DatabaseKind.Sqlite)).Visit();
        await visitor.SendAsync(new HttpMethod(method), "/nothing-here");
        visitor.Status.ShouldBe(HttpStatusCode.NotFound);
        visitor.Page.QuerySelector("h1")!.TextContent.ShouldBe("Page introuvable");
    }

    [Fact]
    public async Task A_signed_in_merchant_keeps_the_navigation()
    {
        using var visitor = await (await sites.OnAsync(DatabaseKind.Sqlite)).PointAccountAsync();
        await visitor.GetAsync("/encaissement/operations/aaaaaaaaaa");
        visitor.Status.ShouldBe(HttpStatusCode.NotFound);
        visitor.Names(".menu a").ShouldBe(["Espace d'encaissement"]);
    }

    [Fact]
    public async Task Health_says_alive_and_ready()
    {
        using var visitor = (await sites.OnAsync(DatabaseKind.Sqlite)).Visit();
        (await visitor.GetAsync("/health/live")).Status.ShouldBe(HttpStatusCode.OK);
        (await visitor.GetAsync("/health/ready")).Status.ShouldBe(HttpStatusCode.OK);
    }
}
