using System.Net;
using System.Text.Json;
using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Fixtures;

namespace Guichet.Web.Tests.Customer;

/// <summary>A confirmation whose answer was lost: what is said of it is for good (docs/decisions/0026).</summary>
public class TruthTests
{
    private const int Races = 20;

    [Theory, EachDatabase]
    public async Task The_script_hears_where_the_truth_stands_instead_of_being_sent_there(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var payment = await world.AskAsync("40", AppWorld.Lea);
        var lea = await world.VisitAsync();
        var page = await lea.ApproveAsync(AppWorld.AddressOf(payment), "30");

        using (var wrong = await SendAsync(lea, page, "1595"))
        {
            wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await wrong.Content.ReadAsStringAsync()).ShouldContain("data-pay", customMessage: "a no is the page, with the form in it");
        }

        for (var i = 0; i < 2; i++)
        {
            using var paid = await SendAsync(lea, page, AppWorld.LeaCode);
            (await ReadAsync(paid)).ShouldBe(($"/app/paiements/{payment.Number}", true));
        }

        (await world.ReadAsync(payment)).Received.ShouldBe(new Money(30_00));
    }

    [Theory, EachDatabase]
    public async Task Asked_before_anything_came_it_is_not_paid_and_stays_so(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var payment = await world.AskAsync("40");
        var lea = await world.VisitAsync();
        var page = await lea.ApproveAsync(world.LinkOf(payment), "30");

        for (var i = 0; i < 2; i++)
        {
            (await TruthAsync(lea, page)).ShouldBe(($"{world.LinkOf(payment)}/confirmation?centimes=3000&encore=true", false));
        }

        // The confirmation that was on its way comes now.
        var late = await lea.PressAsync(page, "Confirmer", ("code", AppWorld.LeaCode));
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        late.Main.ShouldContain("rien n'a été débité");
        (await world.ReadAsync(payment)).Status.ShouldBe(PaymentStatus.AwaitingCustomer);

        var again = await lea.GetAsync($"{world.LinkOf(payment)}/confirmation?centimes=3000&encore=true");
        again.Main.ShouldContain("Votre paiement n'a pas été enregistré : rien n'a été débité");
        (await lea.PressAsync(again, "Confirmer", ("code", AppWorld.LeaCode))).Location.ShouldBe($"/app/paiements/{payment.Number}");
        (await TruthAsync(lea, page)).ShouldBe(($"/app/paiements/{payment.Number}", true));
    }

    [Theory, EachDatabase]
    public async Task Of_a_request_that_ended_it_leads_to_what_became_of_it(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var (payment, held) = (await world.AskAsync("40"), await world.AskAsync("40", AppWorld.Lea, delay: true));
        var lea = await world.VisitAsync();
        var (page, second) = (await lea.ApproveAsync(world.LinkOf(payment)), await lea.ApproveAsync(AppWorld.AddressOf(held), "10"));
        var link = world.LinkOf(payment);
        (await world.Get<CancelPayment>().RunAsync(world.Till, payment.Number)).Refusal.ShouldBeNull();
        (await TruthAsync(lea, page)).ShouldBe((link, false));

        using (await SendAsync(lea, second, AppWorld.LeaCode)) { }
        (await TruthAsync(lea, second)).ShouldBe(($"/app/paiements/{held.Number}", true));
        (await world.Get<VoidPayment>().RunAsync(world.Till, held.Number)).Refusal.ShouldBeNull();
        (await TruthAsync(lea, second)).ShouldBe(($"/app/paiements/{held.Number}", false), "it was given back: no tick");
    }

    [Theory, EachDatabase]
    public async Task A_ticket_of_somebody_else_tells_nothing_and_is_not_used_up(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var payment = await world.AskAsync("40");
        var (lea, karim) = (await world.VisitAsync(), await world.VisitAsync(AppWorld.Karim, AppWorld.KarimPassword));
        var (mine, theirs) = (await lea.ApproveAsync(world.LinkOf(payment), "20"), await karim.ApproveAsync(world.LinkOf(payment), "30"));
        (await TruthAsync(karim, theirs, mine.Form("Confirmer")["ticket"])).ShouldBe(("/app", false));
        (await TruthAsync(karim, theirs, "x")).ShouldBe(("/app", false));
        (await lea.PressAsync(mine, "Confirmer", ("code", AppWorld.LeaCode))).Status.ShouldBe(HttpStatusCode.Found);
        (await TruthAsync(karim, theirs)).ShouldBe((world.LinkPathBefore(payment), false));
    }

    [Theory, EachDatabase]
    public async Task Sent_and_asked_at_once_exactly_one_wins_and_both_say_the_same(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var lea = await world.VisitAsync();
        for (var i = 0; i < Races; i++)
        {
            var payment = await world.AskAsync("20");
            var page = await lea.ApproveAsync(world.LinkOf(payment), "0,01");
            var sent = SendAsync(lea, page, AppWorld.LeaCode);
            var asked = TruthAsync(lea, page);
            using (await sent) { }
            var (_, saidPaid) = await asked;
            ((await world.ReadAsync(payment)).Status == PaymentStatus.Captured).ShouldBe(saidPaid);
        }
    }

    private static Task<HttpResponseMessage> SendAsync(Visitor visitor, Seen page, string code) =>
        PostAsync(visitor, page.Action("Confirmer"), new(page.Form("Confirmer")) { ["code"] = code });

    private static async Task<(string At, bool IsPaid)> TruthAsync(Visitor visitor, Seen page, string? ticket = null)
    {
        var form = page.Form("Confirmer");
        using var answer = await PostAsync(visitor, page.Page.QuerySelector("form[data-pay]")!.GetAttribute("data-truth")!, new() { ["_token"] = form["_token"], ["ticket"] = ticket ?? form["ticket"] });
        return await ReadAsync(answer);
    }

    private static async Task<HttpResponseMessage> PostAsync(Visitor visitor, string path, Dictionary<string, string> fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("X-Guichet-Pay", "1");
        return await visitor.Client.SendAsync(request);
    }

    private static async Task<(string At, bool IsPaid)> ReadAsync(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        said.RootElement.GetProperty("known").GetBoolean().ShouldBeTrue();
        return (said.RootElement.GetProperty("at").GetString()!, said.RootElement.GetProperty("paid").GetBoolean());
    }
}
