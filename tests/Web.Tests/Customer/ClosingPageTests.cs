using System.Net;
using Guichet.App.Console;
using Guichet.Fixtures;

namespace Guichet.Web.Tests.Customer;

/// <summary>«Fermer mon compte» from the pages of the app.</summary>
public class ClosingPageTests
{
    private const string Room = "/app/compte/fermeture", Button = "Fermer mon compte définitivement", RoseNumber = "10000000037";

    [Theory, EachDatabase]
    public async Task Who_has_titles_is_told_what_to_do_with_them_and_finds_no_button(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var lea = await world.VisitAsync();
        (await lea.GetAsync("/app/compte")).Page.QuerySelector($"a[href='{Room}']").ShouldNotBeNull();
        (await lea.GetAsync("/app/compte/donnees")).Page.QuerySelector($"a[href='{Room}']").ShouldNotBeNull();
        await world.AskAsync("40", AppWorld.Lea, deferred: true);
        var page = await lea.GetAsync(Room);
        page.Main.ShouldContain("Votre compte ne peut pas encore être fermé");
        page.Main.ShouldContain("Il vous reste");
        page.Main.ShouldContain("écrivez à l'agence");
        page.Main.ShouldContain("Payez-les ou refusez-les d'abord");
        page.Button(Button).ShouldBeNull();
        page.Page.QuerySelector("a[href='/app/compte/donnees/fichier']").ShouldNotBeNull("what is erased can be taken along first");
        var token = (await lea.GetAsync("/app/compte/code")).Form("Enregistrer le code")["_token"];
        (await lea.PostAsync(Room, new() { ["_token"] = token, ["current"] = AppWorld.LeaPassword, ["code"] = AppWorld.LeaCode })).Status.ShouldBe(HttpStatusCode.Conflict);
        (await lea.GetAsync("/app")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, EachDatabase]
    public async Task Password_and_code_close_it_and_the_phone_is_a_strangers(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var (rose, other) = (await world.VisitAsync(AppWorld.Rose, AppWorld.RosePassword), await world.VisitAsync(AppWorld.Rose, AppWorld.RosePassword));
        var page = await rose.GetAsync(Room);
        page.Main.ShouldContain("dix ans");
        var wrong = await rose.PressAsync(page, Button, ("current", AppWorld.RosePassword), ("code", "9999"));
        wrong.Status.ShouldBe(HttpStatusCode.Unauthorized);
        wrong.Button(Button).ShouldNotBeNull();
        (await rose.PressAsync(page, Button, ("current", AppWorld.LeaPassword), ("code", AppWorld.RoseCode))).Status.ShouldBe(HttpStatusCode.Unauthorized);

        var done = await rose.PressAsync(page, Button, ("current", AppWorld.RosePassword), ("code", AppWorld.RoseCode));
        done.Location.ShouldBe("/app/compte-ferme");
        (await rose.FollowAsync(done)).Title.ShouldBe("Votre compte est fermé");
        (await rose.GetAsync("/app")).Location!.ShouldStartWith("/app/connexion");
        (await other.GetAsync("/app/code")).Location!.ShouldStartWith("/app/connexion", customMessage: "no phone knows her");

        var back = world.Visit();
        async Task<Seen> TryAsync(string identifier)
        {
            var fields = (await back.GetAsync("/app/connexion")).Form("Se connecter");
            (fields["number"], fields["password"]) = (identifier, AppWorld.RosePassword);
            return await back.PostAsync("/app/connexion", fields);
        }

        var (closed, unknown) = (await TryAsync(AppWorld.Rose), await TryAsync("nobody@example.org"));
        (closed.Status, closed.Main).ShouldBe((HttpStatusCode.Unauthorized, unknown.Main), "nobody learns that there was an account");
        var file = (await world.Get<FindCustomers>().ReadAsync(RoseNumber)).Value.Customer;
        (file.IsClosed, file.LastName, file.Email).ShouldBe((true, "", null));
    }
}
