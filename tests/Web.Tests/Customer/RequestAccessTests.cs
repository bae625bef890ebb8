using System.Net;
using Guichet.App.Payments;
using Guichet.Domain.Payments;
using Guichet.Fixtures;

namespace Guichet.Web.Tests.Customer;

/// <summary>Who may see a request, and what the others learn: nothing.</summary>
public class RequestAccessTests
{
    private const string Nothing = "Ce code n'est plus valable ou ne vous est pas destiné";

    [Theory, EachDatabase]
    public async Task A_request_addressed_to_somebody_does_not_exist_for_others(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var payment = await world.AskAsync("40", AppWorld.Lea, delay: true);
        var karim = await world.VisitAsync(AppWorld.Karim, AppWorld.KarimPassword);
        foreach (var page in new[] { "", "/confirmation?centimes=4000", "/refus" })
        {
            var (foreign, unknown) = (await karim.GetAsync(AppWorld.AddressOf(payment) + page), await karim.GetAsync("/app/demandes/0000000000" + page));
            foreign.Status.ShouldBe(HttpStatusCode.NotFound, page);
            foreign.Title.ShouldBe(Nothing);
            foreign.Main.ShouldBe(unknown.Main);
            unknown.Status.ShouldBe(foreign.Status);
        }

        // With a form token of his own he still acts on nothing.
        var own = await world.AskAsync("20", AppWorld.Karim);
        var fields = (await karim.GetAsync(AppWorld.AddressOf(own))).Form("Approuver");
        (await karim.PostAsync(AppWorld.AddressOf(payment), fields)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await karim.PostAsync($"{AppWorld.AddressOf(payment)}/refus", fields)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await karim.GetAsync($"/app/paiements/{payment.Number}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await karim.GetAsync($"/app/flux/demandes/{payment.Number}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await world.ReadAsync(payment)).Version.ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task What_another_customer_paid_is_not_told(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var payment = await world.AskAsync("40");
        var (lea, karim) = (await world.VisitAsync(), await world.VisitAsync(AppWorld.Karim, AppWorld.KarimPassword));
        await lea.PayAsync(world.LinkOf(payment), AppWorld.LeaCode, "33,33");
        var told = await karim.GetAsync(world.LinkPathBefore(payment));
        told.Main.ShouldContain("Demande déjà payée");
        told.Page.DocumentElement.OuterHtml.ShouldNotContain("33,33");
        told.Page.DocumentElement.OuterHtml.ShouldNotContain("Martin");
        (await karim.GetAsync($"/app/paiements/{payment.Number}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, EachDatabase]
    public async Task A_code_that_was_replaced_or_forged_opens_nothing(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var payment = await world.AskAsync("40");
        var lea = await world.VisitAsync();
        var (link, confirmation) = (world.LinkOf(payment), await lea.ApproveAsync(world.LinkOf(payment)));
        (await world.Get<ChangeChannel>().RunAsync(world.Till, payment.Number, AppWorld.Karim, "change")).Refusal.ShouldBeNull();

        foreach (var path in new[] { link, "/app/r/AAAAAAAAAAAAAAAAAAAAAAAA", "/app/r/x", "/app/r/%3Cscript%3E", $"/app/r/{new string('A', 2_000)}", "/app/r/..%2f..%2f" })
        {
            var answer = await lea.GetAsync(path);
            answer.Status.ShouldBe(HttpStatusCode.NotFound, path);
            answer.Page.DocumentElement.OuterHtml.ShouldNotContain("Camping des Pins");
        }

        (await lea.GetAsync("/app/r/%00")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await lea.GetAsync(link)).Title.ShouldBe(Nothing);
        (await lea.PressAsync(confirmation, "Confirmer", ("code", AppWorld.LeaCode))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await world.ReadAsync(payment)).Status.ShouldBe(PaymentStatus.AwaitingCustomer);
    }

    [Theory, EachDatabase]
    public async Task A_request_that_ended_says_how(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var lea = await world.VisitAsync();
        var (cancelled, expired) = (await world.AskAsync("40"), await world.AskAsync("40"));
        var (link, other) = (world.LinkOf(cancelled), world.LinkOf(expired));
        var confirmation = await lea.ApproveAsync(link);
        await world.Get<CancelPayment>().RunAsync(world.Till, cancelled.Number);
        (await lea.PressAsync(confirmation, "Confirmer", ("code", AppWorld.LeaCode))).Location.ShouldBe(link);
        (await lea.GetAsync(link)).Main.ShouldContain("Demande annulée Le professionnel a annulé cette demande. Rien n'a été débité.");

        var late = await lea.ApproveAsync(other);
        world.Later(TimeSpan.FromMinutes(14.9));
        (await lea.GetAsync(other)).Main.ShouldContain("encore");
        world.Later(TimeSpan.FromMinutes(0.2));
        (await lea.GetAsync(other)).Main.ShouldContain("Demande expirée Le délai pour payer est dépassé. Rien n'a été débité.");
        (await lea.PressAsync(late, "Confirmer", ("code", AppWorld.LeaCode))).Location.ShouldBe(other);
    }

    [Theory, EachDatabase]
    public async Task Whoever_is_not_signed_in_signs_in_and_comes_back(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var payment = await world.AskAsync("40");
        var stranger = world.Visit();
        var asked = await stranger.GetAsync(world.LinkOf(payment));
        asked.Location!.ShouldStartWith("/app/connexion?retour=");
        await stranger.SignInAsync(AppWorld.Karim, AppWorld.KarimPassword, asked.Location!);
        stranger.LastLocation.ShouldBe(world.LinkOf(payment));
        (await stranger.GetAsync(stranger.LastLocation!)).Title.ShouldBe("Demande de paiement");
    }

    [Theory, EachDatabase]
    public async Task What_a_merchant_typed_is_text(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        const string label = "<script>alert(1)</script><img src=x onerror=alert(1)> \"' & {{7*7}} =cmd";
        var payment = await world.AskAsync("40", AppWorld.Lea, description: label);
        var lea = await world.VisitAsync();
        foreach (var path in new[] { "/app", AppWorld.AddressOf(payment) })
        {
            var page = await lea.GetAsync(path);
            page.Main.ShouldContain(label);
            page.Page.Scripts.ShouldAllBe(s => s.Source!.StartsWith("/js/"));
            page.Page.QuerySelectorAll("img[onerror]").ShouldBeEmpty();
        }

        (await lea.PayAsync(AppWorld.AddressOf(payment), AppWorld.LeaCode)).Main.ShouldContain(label);
    }
}
