using System.Net;
using Guichet.Fixtures;

namespace Guichet.Web.Tests.Customer;

/// <summary>Phones, code and password of «Mon compte», and what ends a session.</summary>
public class OwnPhonePageTests
{
    private const string Phones = "/app/compte/appareils";

    [Theory, EachDatabase]
    public async Task A_phone_is_forgotten_from_another_and_all_of_them_at_once(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var (lost, lea) = (await world.VisitAsync(), await world.VisitAsync());
        var list = await lea.GetAsync(Phones);
        list.Page.QuerySelectorAll("[data-device=this]").Length.ShouldBe(1);
        var other = list.Page.QuerySelector("[data-device=other]")!;
        var fields = other.QuerySelectorAll("input").ToDictionary(x => x.GetAttribute("name")!, x => x.GetAttribute("value")!);
        (await lea.PostAsync(Phones, fields)).Location.ShouldBe("/app/compte?fait=device");
        (await lost.GetAsync("/app/code")).Location!.ShouldStartWith("/app/connexion");
        (await lea.PostAsync(Phones, fields)).Status.ShouldBe(HttpStatusCode.NotFound);

        fields.Remove("device");
        fields["everywhere"] = "true";
        (await lea.PostAsync(Phones, fields)).Location.ShouldBe("/app/connexion");
        (await lea.GetAsync("/app")).Location!.ShouldStartWith("/app/connexion");
    }

    [Theory, EachDatabase]
    public async Task A_new_code_is_asked_from_then_on(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var lea = await world.VisitAsync();
        const string Page = "/app/compte/code";
        var token = (await lea.GetAsync(Page)).Form("Enregistrer le code")["_token"];
        async Task<Seen> TryAsync(string pin, string password = AppWorld.LeaPassword) =>
            await lea.PostAsync(Page, new() { ["_token"] = token, ["current"] = password, ["pin"] = pin, ["pin_again"] = pin });
        (await TryAsync("1234")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await TryAsync("8305", "pas le bon mot de passe")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await TryAsync("8305")).Location.ShouldBe("/app/compte?fait=pin");
        var payment = await world.AskAsync("40", AppWorld.Lea);
        var page = await lea.ApproveAsync(AppWorld.AddressOf(payment));
        (await lea.PressAsync(page, "Confirmer", ("code", AppWorld.LeaCode))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await lea.PressAsync(page, "Confirmer", ("code", "8305"))).Location.ShouldBe($"/app/paiements/{payment.Number}");
    }

    [Theory, EachDatabase]
    public async Task What_a_page_asks_by_itself_does_not_keep_the_session_and_the_page_knows_when_to_lock(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var lea = await world.VisitAsync();
        (await lea.GetAsync("/app")).Page.QuerySelector("[data-lock-after='900']").ShouldNotBeNull();
        (await world.Visit().GetAsync("/app/connexion")).Page.QuerySelector("[data-lock-after]").ShouldBeNull();
        for (var i = 0; i < 3; i++)
        {
            world.Later(TimeSpan.FromMinutes(4));
            using var refresh = new HttpRequestMessage(HttpMethod.Get, "/app") { Headers = { { "X-Guichet-Live", "1" } } };
            (await lea.Client.SendAsync(refresh)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        world.Later(TimeSpan.FromMinutes(4));
        using var late = new HttpRequestMessage(HttpMethod.Get, "/app") { Headers = { { "X-Guichet-Live", "1" } } };
        (await lea.Client.SendAsync(late)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "16 minutes after the last page that somebody opened");
        (await lea.GetAsync("/app/historique")).Location.ShouldBe("/app/code?retour=%2Fapp%2Fhistorique");
    }

    [Theory]
    [InlineData("/app/connexion/defi")]
    [InlineData("/app/compte/cles/defi")]
    [InlineData("/app/paiement/defi")]
    public async Task A_question_for_a_passkey_needs_the_forms_token(string address)
    {
        await using var world = await AppWorld.StartAsync(DatabaseKind.Sqlite);
        var lea = await world.VisitAsync();
        (await lea.PostAsync(address, [])).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await lea.GetAsync(address)).Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }
}
