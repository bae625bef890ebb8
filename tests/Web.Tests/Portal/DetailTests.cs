using System.Net;
using AngleSharp.Dom;
using Guichet.App.Letters;
using Guichet.App.Payments;
using Guichet.Domain.Payments;
using Guichet.Fixtures;

namespace Guichet.Web.Tests.Portal;

/// <summary>The detail of a payment without a script: its chain of amounts, and what can be done with it in each state.</summary>
public class DetailTests
{
    private static readonly string[] Chain = ["Montant demandé", "Montant reçu", "Montant validé", "Montant rendu", "Reste à régler"];

    [Theory, EachDatabase]
    public async Task The_amounts_are_a_chain_in_every_state(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var visitor = await site.PointAccountAsync();
        var payment = await site.AskByMailAsync("TENTE 1", isReservation: true);
        await ShouldReadAsync("En attente de paiement client", "40,00 €", "-", "-", "-", "-");
        await site.PayAsync(payment, 30_00);
        await ShouldReadAsync("A valider partiel", "40,00 €", "30,00 €", "-", "-", "10,00 €");
        await site.CaptureAsync(payment, "25,00");
        await ShouldReadAsync("Validé partiel", "40,00 €", "25,00 €", "25,00 €", "5,00 €", "15,00 €");

        async Task ShouldReadAsync(string status, params string[] amounts)
        {
            await visitor.GetAsync(DetailSite.Of(payment));
            Visitor.Clean(visitor.Page.QuerySelector(".status")!.TextContent).ShouldBe(status);
            visitor.Names(".chain dt").ShouldBe(Chain);
            visitor.Names(".chain dd").ShouldBe(amounts);
        }
    }

    [Theory, EachDatabase]
    public async Task Each_state_offers_what_makes_sense_in_it(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var visitor = await site.PointAccountAsync();
        var payment = await site.AskByMailAsync("TENTE 2", isReservation: true);
        (await visitor.GetAsync(DetailSite.Of(payment))).Offers().ShouldBe(["Afficher la demande", "Renvoyer", "Imprimer"]);
        await site.PayAsync(payment, 40_00);
        (await visitor.GetAsync(DetailSite.Of(payment))).Offers().ShouldBe(["Reçu (PDF)", "Imprimer"]);
        await site.CaptureAsync(payment, "40,00");
        (await visitor.GetAsync(DetailSite.Of(payment))).Offers().ShouldBe(["Nouvelle demande avec les mêmes données", "Reçu (PDF)", "Imprimer"]);
        var canceled = await site.AskByMailAsync("TENTE 3");
        await site.CancelAsync(canceled);
        (await visitor.GetAsync(DetailSite.Of(canceled))).Offers().ShouldBe(["Refaire cette demande", "Imprimer"]);
        var shown = await site.AskAsync(await site.ActorAsync(), "TENTE 4");
        (await visitor.GetAsync(DetailSite.Of(shown))).Offers().ShouldBe(["Afficher la demande", "Imprimer"], "nobody to send a code to");
    }

    [Theory, EachDatabase]
    public async Task Sent_too_soon_the_page_says_when_it_can_be(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var visitor = await site.PointAccountAsync();
        var payment = await site.AskByMailAsync("TENTE 5");
        await (await visitor.GetAsync(DetailSite.Of(payment))).PressAsync("Renvoyer");
        visitor.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        Visitor.Clean(visitor.Page.QuerySelector("[role=alert]")!.TextContent).ShouldEndWith("L'e-mail vient de partir : vous pourrez le renvoyer dans une minute.");
        visitor.Page.QuerySelector("[role=alert] a")!.GetAttribute("href").ShouldBe("#send-again");
        visitor.Page.QuerySelector("#send-again").ShouldNotBeNull();
        visitor.Page.QuerySelector("h1")!.TextContent.ShouldBe("Opération TENTE 5");
        (await visitor.GetAsync($"{DetailSite.Of(payment)}/renvoyer")).Page.QuerySelector("[role=alert]").ShouldBeNull("reloading sends nothing and shows the payment");
        visitor.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, EachDatabase]
    public async Task Sent_again_it_stands_on_the_timeline_with_its_letter(DatabaseKind kind)
    {
        var time = new LaterTime();
        await using var site = await PortalSite.StartAsync(kind, time);
        using var visitor = await site.PointAccountAsync();
        var payment = await site.AskByMailAsync("TENTE 6");
        time.Ahead = TimeSpan.FromMinutes(2);
        await (await visitor.GetAsync(DetailSite.Of(payment))).PressAsync("Renvoyer");
        visitor.Location.ShouldBe($"{DetailSite.Of(payment)}#story");
        await visitor.GetAsync(DetailSite.Of(payment));
        visitor.Names(".timeline__what").ShouldBe(["Demande de 40,00 €", $"Demande renvoyée à {DetailSite.Lea}", visitor.Names(".timeline__what")[^1]]);
        visitor.Names(".timeline__item")[1].ShouldContain("Demande à l***@example.org ·");
        (await site.Get<LetterStates>().OfPaymentAsync(await site.ActorAsync(), payment.Number)).Count.ShouldBe(2);

        await site.CancelAsync(payment);
        await visitor.PressAsync("Renvoyer");
        visitor.Status.ShouldBe(HttpStatusCode.Conflict, "the page was older than what happened");
        visitor.Main.ShouldContain("Cette opération a été annulée le");
        visitor.Page.QuerySelector(".chip")!.TextContent.ShouldBe("Annulé");
    }

    [Theory, EachDatabase]
    public async Task Asked_again_everything_is_in_the_form_and_nothing_exists_before_it_is_sent(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var visitor = await site.PointAccountAsync();
        var payment = await site.AskByMailAsync("REFAIRE7", contact: "voisin@example.org", amount: "1 234,50", isReservation: true);
        await site.CancelAsync(payment);
        await (await visitor.GetAsync(DetailSite.Of(payment))).PressAsync("Refaire cette demande");
        visitor.Location!.ShouldMatch("^/encaissement/nouveau/[0-9a-f]{32}/demande$");
        var step = visitor.Location!;
        await visitor.GetAsync(step);
        visitor.Page.QuerySelector("h1")!.TextContent.ShouldBe("Demande de pré-réservation différée");
        foreach (var (field, value) in new[] { ("amount", "1\u202F234,50"), ("order_reference", "REFAIRE7"), ("contact", "voisin@example.org"), ("description", "Emplacement 12"), ("customer_reference", "C-7"), ("seller_reference", "Jeanne") })
        {
            visitor.Page.QuerySelector($"#{field}")!.GetAttribute("value").ShouldBe(value, field);
        }

        await visitor.GetAsync(step.Replace("/demande", "/choix", StringComparison.Ordinal));
        visitor.Page.QuerySelector("input[name=payment_days]")!.GetAttribute("value").ShouldBe("4");
        visitor.Page.QuerySelector("input[name=capture_days]")!.GetAttribute("value").ShouldBe("3");
        await visitor.GetAsync("/encaissement?q=REFAIRE7");
        visitor.Page.QuerySelectorAll(".ops__row").Length.ShouldBe(1, "only the cancelled one");
    }

    [Fact]
    public async Task A_basket_that_was_paid_is_asked_for_again_only_after_a_question()
    {
        await using var site = await PortalSite.StartAsync(DatabaseKind.Sqlite);
        using var visitor = await site.PointAccountAsync();
        var payment = await site.AskByMailAsync("TENTE 8");
        await site.PayAsync(payment, 40_00);
        await (await visitor.GetAsync(DetailSite.Of(payment))).PressAsync("Nouvelle demande avec les mêmes données");
        await visitor.GetAsync(visitor.Location!);
        await visitor.SubmitAsync(("go", "next"), ("amount", "40,00"), ("order_reference", "TENTE 8"), ("contact", DetailSite.Lea), ("description", ""), ("customer_reference", ""), ("seller_reference", ""));
        visitor.Page.QuerySelector("#duplicate").ShouldNotBeNull("it was paid: perhaps that is all");
    }

    [Theory, EachDatabase]
    public async Task Strangers_find_nothing_to_press(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        var payment = await site.AskByMailAsync("TENTE 9");
        using var owner = await site.PointAccountAsync();
        await owner.GetAsync(DetailSite.Of(payment));
        using var signatory = await site.SignatoryAsync();
        (await signatory.GetAsync(DetailSite.Of(payment))).Offers().ShouldContain("Renvoyer");
        using var stranger = await site.StrangerAsync();
        await stranger.GetAsync("/encaissement/point");
        var token = ("_token", stranger.Page.QuerySelector("main input[name=_token]")!.GetAttribute("value")!);
        foreach (var path in new[] { "/renvoyer", "/notes" })
        {
            (await stranger.GetAsync(DetailSite.Of(payment) + path)).Status.ShouldBe(HttpStatusCode.NotFound);
            (await stranger.PostAsync(DetailSite.Of(payment) + path, token, ("note", "x"))).Status.ShouldBe(HttpStatusCode.NotFound);
            (await owner.PostAsync(DetailSite.Of(payment) + path, ("note", "x"))).Status.ShouldBe(HttpStatusCode.BadRequest, "a form without its token");
        }

        (await stranger.PostAsync($"/encaissement/nouveau/operation/{payment.Number}/detail?handler=Again", token)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await owner.GetAsync($"{DetailSite.Of(payment)}/autre")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await site.Get<ReadPayment>().RunAsync(await site.ActorAsync(), payment.Number)).Value.Version.ShouldBe(1);
    }

    [Fact]
    public async Task A_reservation_that_nobody_validated_says_so_beside_its_state()
    {
        var time = new LaterTime();
        await using var site = await PortalSite.StartAsync(DatabaseKind.Sqlite, time);
        using var visitor = await site.PointAccountAsync();
        var payment = await site.AskByMailAsync("TENTE 10", isReservation: true);
        await site.PayAsync(payment, 40_00);
        time.Ahead = TimeSpan.FromDays(5);
        await site.Get<ExpirePayments>().RunAsync(site.Now, CancellationToken.None);
        using var back = await site.PointAccountAsync();
        await back.GetAsync(DetailSite.Of(payment));
        Visitor.Clean(back.Page.QuerySelector(".status")!.TextContent).ShouldBe("Expiré non validé à temps");
        back.Names(".chain dd").ShouldBe(["40,00 €", "-", "-", "40,00 €", "-"]);
        back.Offers().ShouldBe(["Refaire cette demande", "Imprimer"]);
    }
}
