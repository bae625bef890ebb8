using System.Net;
using AngleSharp.Dom;
using Guichet.Fixtures;

namespace Guichet.Web.Tests.Portal;

public class ScopeTests(PortalSites sites) : IClassFixture<PortalSites>
{
    private static readonly string[] Pages = ["", "/valider", "/rendre"];

    [Theory, EachDatabase]
    public async Task Nobody_gets_in_without_signing_in(DatabaseKind kind)
    {
        using var visitor = (await sites.OnAsync(kind)).Visit();
        foreach (var path in new[] { "/encaissement", "/encaissement/point", "/encaissement/operations/aaaaaaaaaa" })
        {
            await visitor.GetAsync(path);
            visitor.Location!.ShouldStartWith("/connexion");
        }
    }

    [Theory, EachDatabase]
    public async Task A_signatory_chooses_a_point_and_keeps_it(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var visitor = await site.SignatoryAsync();
        await visitor.GetAsync("/encaissement");
        visitor.Location.ShouldBe("/encaissement/point");
        await visitor.GetAsync("/encaissement/point");
        visitor.Names(".radio-card label").ShouldBe(["Camping des Pins", "Hôtel du Port", "Musée de la Mer"], ignoreOrder: true);
        visitor.Page.QuerySelector("main h1")!.TextContent.ShouldBe("Choisissez le point d'accueil");

        await visitor.SubmitAsync();
        visitor.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        visitor.Main.ShouldContain("Choisissez un point d'accueil.");

        await visitor.SubmitAsync(("point", "10000652"));
        visitor.Location.ShouldBe("/encaissement?point=10000652");
        await visitor.GetAsync("/encaissement");
        visitor.Page.QuerySelector(".point__name")!.TextContent.ShouldContain("Musée de la Mer");
        visitor.Names(".point a").ShouldBe(["Changer de point d'accueil", "Tous les points d'accueil"]);

        await visitor.GetAsync("/encaissement/point");
        visitor.Names(".radio-card label")[0].ShouldBe("Musée de la Mer", "the last choice is offered first");
        visitor.Page.QuerySelector("input[checked]")!.GetAttribute("value").ShouldBe("10000652");
    }

    [Theory, EachDatabase]
    public async Task Two_tabs_stay_at_two_points(DatabaseKind kind)
    {
        using var visitor = await (await sites.OnAsync(kind)).SignatoryAsync();
        foreach (var (shopId, name) in new[] { ("10000651", "Camping des Pins"), ("10000653", "Hôtel du Port") })
        {
            await visitor.GetAsync($"/encaissement?point={shopId}");
            visitor.Page.QuerySelector(".point__name")!.TextContent.ShouldContain(name);
            visitor.Page.QuerySelectorAll(".counter, .page-head a").ShouldAllBe(a => a.GetAttribute("href")!.Contains($"point={shopId}"));
        }
    }

    [Theory, EachDatabase]
    public async Task A_payment_is_there_for_its_point_and_its_signatory_and_for_nobody_else(DatabaseKind kind)
    {
        var site = await sites.OnAsync(kind);
        using var owner = await site.PointAccountAsync();
        using var signatory = await site.SignatoryAsync();
        using var stranger = await site.StrangerAsync();
        await owner.GetAsync("/encaissement?statut=a-valider");
        var own = owner.Page.QuerySelector("[data-payment]")!.GetAttribute("data-payment");
        await signatory.GetAsync("/encaissement?point=10000653");
        var ofAnotherPoint = signatory.Page.QuerySelector("[data-payment]")!.GetAttribute("data-payment");
        await stranger.GetAsync("/encaissement/operations/aaaaaaaaaa");
        var unknown = stranger.Page.QuerySelector("main")!.InnerHtml;
        foreach (var page in Pages)
        {
            (await owner.GetAsync($"/encaissement/operations/{own}{page}")).Status.ShouldBe(HttpStatusCode.OK);
            (await signatory.GetAsync($"/encaissement/operations/{own}{page}")).Status.ShouldBe(HttpStatusCode.OK);
            (await owner.GetAsync($"/encaissement/operations/{ofAnotherPoint}{page}")).Status.ShouldBe(HttpStatusCode.NotFound);
            (await stranger.GetAsync($"/encaissement/operations/{own}{page}")).Status.ShouldBe(HttpStatusCode.NotFound);
            stranger.Page.QuerySelector("main")!.InnerHtml.ShouldBe(unknown, "as for one that does not exist");
        }
    }

    [Theory, EachDatabase]
    public async Task A_point_outside_the_scope_does_not_exist(DatabaseKind kind)
    {
        var site = await sites.OnAsync(kind);
        using var owner = await site.PointAccountAsync();
        using var stranger = await site.StrangerAsync();
        foreach (var shopId in new[] { "10000651", "99999999", "", "1 OR 1=1", "%00" })
        {
            (await stranger.GetAsync($"/encaissement?point={shopId}")).Status.ShouldBe(HttpStatusCode.NotFound);
        }

        (await owner.GetAsync("/encaissement?point=10000652")).Status.ShouldBe(HttpStatusCode.NotFound);
        await stranger.GetAsync("/encaissement/point");
        visitorNames(stranger).ShouldBe(["Parc des Cimes", "Refuge des Cimes"], ignoreOrder: true);
        await stranger.SubmitAsync(("point", "10000651"));
        stranger.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        static string[] visitorNames(Visitor visitor) => visitor.Names(".radio-card label");
    }
}
