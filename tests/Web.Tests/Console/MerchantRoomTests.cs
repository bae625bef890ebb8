using System.Net;
using AngleSharp.Dom;
using Guichet.Domain.Payments;
using Guichet.App.Payments;
using Guichet.Fixtures;
using Guichet.Web.Tests.Access;
using Guichet.Web.Tests.Portal;
using static Guichet.Web.Tests.Console.RoomSteps;

namespace Guichet.Web.Tests.Console;

/// <summary>Suspension as the operator, the merchant and the customer see it.</summary>
public class MerchantRoomTests
{
    private const string Why = "Pièces <b>non</b> reçues";

    [Theory, EachDatabase]
    public async Task A_suspended_agreement_says_so_at_the_counter_and_in_the_app(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        var actor = await site.ActorAsync();
        var waiting = await site.AskAsync(actor, new PaymentForm { Amount = "40,00", OrderReference = "S-1", Channel = RequestChannel.Identifier, Contact = Lea });
        using var till = await new Browser(site.Address).SignInAsync("10000651", "pins-accueil-2026");
        await till.GetAsync("/encaissement/nouveau");
        var draft = till.Location!;
        using var lea = await new Browser(site.Address).SignInAsync("lea.martin@example.org", "lea-vacances-2026", "/app/connexion");
        await lea.GetAsync($"/app/demandes/{waiting.Number}");
        await lea.SubmitAsync(("amount", "40,00"));
        var confirmation = lea.Location!;
        await lea.GetAsync(confirmation);

        using var claire = new Browser(site.Address);
        await claire.FirstSignInAsync();
        await SuspendAsync(claire, "suspendre", null);
        claire.Location.ShouldBe($"/console/conventions/{Agreement}?fait=suspendu");
        await claire.GetAsync(claire.Location!);
        claire.Text("[data-history] tbody tr").ShouldContain(Why);
        claire.Text(".chip--refused").ShouldContain("Suspendu depuis");

        await till.GetAsync("/encaissement");
        till.Text(".suspended").ShouldContain($"« {Why} »".Replace("« ", "«\u00a0", StringComparison.Ordinal).Replace(" »", "\u00a0»", StringComparison.Ordinal));
        till.Page.QuerySelector("a.collect").ShouldBeNull();
        till.Html.ShouldNotContain("<b>non</b>");
        (await till.GetAsync("/encaissement/nouveau")).Location.ShouldBe("/encaissement");
        (await till.GetAsync(draft)).Location.ShouldBe("/encaissement");
        (await till.GetAsync($"/encaissement/operations/{waiting.Number}")).Status.ShouldBe(HttpStatusCode.OK);
        till.Page.QuerySelector("#send-again").ShouldBeNull();
        (await till.GetAsync("/encaissement/export.csv")).Status.ShouldBe(HttpStatusCode.OK);

        // The code was to be typed when it happened.
        await lea.SubmitAsync(("code", "4071"));
        lea.Location.ShouldBe($"/app/demandes/{waiting.Number}");
        await lea.GetAsync(lea.Location!);
        lea.Text("main h2").ShouldContain("Paiement impossible pour le moment");
        lea.Text("main").ShouldContain("Rien n'a été débité");
        lea.Html.ShouldNotContain("Pièces");
        lea.Page.QuerySelector("#approve").ShouldBeNull();
        (await lea.GetAsync(confirmation)).Location.ShouldBe($"/app/demandes/{waiting.Number}");

        await SuspendAsync(claire, "reprendre", null);
        await till.GetAsync("/encaissement");
        till.Page.QuerySelector(".suspended").ShouldBeNull();
        till.Page.QuerySelector("a.collect").ShouldNotBeNull();
        await lea.GetAsync(confirmation);
        await lea.SubmitAsync(("code", "4071"));
        lea.Location.ShouldBe($"/app/paiements/{waiting.Number}");
    }

    [Theory, EachDatabase]
    public async Task A_form_that_was_open_is_refused_with_who_since_when_and_why(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var till = await new Browser(site.Address).SignInAsync("10000651", "pins-accueil-2026");
        await till.GetAsync("/encaissement/nouveau");
        await till.GetAsync(till.Location!);
        await till.SubmitAsync(("timing", "immediate"), ("capture", "no"), ("go", "next"));
        await till.GetAsync(till.Location!);
        using var claire = new Browser(site.Address);
        await claire.FirstSignInAsync();
        await SuspendAsync(claire, "suspendre", Point);
        await till.SubmitAsync(("amount", "40,00"), ("order_reference", "S-2"), ("channel", "qr"), ("go", "next"));
        till.Status.ShouldBe(HttpStatusCode.Forbidden);
        till.Text(".error-summary").ShouldContain("L'agence a suspendu l'encaissement depuis le");
        till.Text(".error-summary").ShouldContain(Why);
        till.Page.QuerySelector("#amount")!.GetAttribute("value").ShouldBe("40,00");
    }

    [Theory, EachDatabase]
    public async Task A_point_is_suspended_alone_and_a_colleague_who_is_late_is_told(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var claire = new Browser(site.Address);
        await claire.FirstSignInAsync();
        await claire.GetAsync($"/console/conventions/{Agreement}/suspendre?point={Point}");
        claire.Text("main form").ShouldContain("Camping des Pins");
        await claire.PressAsync("Suspendre l'encaissement", ("reason", " "));
        claire.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        claire.Page.QuerySelector("#reason-error").ShouldNotBeNull();
        var form = claire.Html;
        await claire.PressAsync("Suspendre l'encaissement", ("reason", Why));
        claire.Status.ShouldBe(HttpStatusCode.Found);
        var token = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(form).QuerySelector("main input[name=_token]")!.GetAttribute("value")!;
        await claire.PostAsync($"/console/conventions/{Agreement}/suspendre?point={Point}", ("_token", token), ("reason", Why));
        claire.Status.ShouldBe(HttpStatusCode.Conflict);
        claire.Text(".error-summary").ShouldContain("Un collègue a été plus rapide");

        using var paul = await new Browser(site.Address).SignInAsync("708900", "littoral-signataire-2026");
        await paul.GetAsync("/encaissement?points=tous");
        paul.Text(".suspended").ShouldContain("Camping des Pins, depuis le");
        paul.Page.QuerySelector("a.collect").ShouldNotBeNull("the other points collect");
        foreach (var nothing in (string[])["/console/conventions/999999", "/console/conventions/999999/suspendre", $"/console/conventions/{Agreement}/suspendre?point=99999999", $"/console/conventions/{Agreement}/effacer"])
        {
            (await claire.GetAsync(nothing)).Status.ShouldBe(HttpStatusCode.NotFound, nothing);
        }
    }

    private static async Task SuspendAsync(Browser claire, string decision, string? point)
    {
        await claire.GetAsync($"/console/conventions/{Agreement}/{decision}{(point is null ? "" : $"?point={point}")}");
        await claire.PressAsync(decision == "suspendre" ? "Suspendre l'encaissement" : "Rétablir l'encaissement", ("reason", Why));
        claire.Status.ShouldBe(HttpStatusCode.Found);
    }
}
