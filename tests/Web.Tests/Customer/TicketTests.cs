using System.Net;
using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Fixtures;

namespace Guichet.Web.Tests.Customer;

/// <summary>What you approve is what is debited (I-40), once (I-13).</summary>
public class TicketTests
{
    [Theory, EachDatabase]
    public async Task A_changed_ticket_and_another_customers_approve_nothing(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var payment = await world.AskAsync("40");
        var (lea, karim) = (await world.VisitAsync(), await world.VisitAsync(AppWorld.Karim, AppWorld.KarimPassword));
        var mine = await lea.ApproveAsync(world.LinkOf(payment), "20");
        var theirs = await karim.ApproveAsync(world.LinkOf(payment), "30");
        var ticket = mine.Form("Confirmer")["ticket"];
        string[] forged = [theirs.Form("Confirmer")["ticket"], ticket[..^1], $"{ticket[..20]}{(ticket[20] == 'A' ? 'B' : 'A')}{ticket[21..]}", "", "A", new('A', 3_000), "%00", "\uFFFD"];
        foreach (var text in forged)
        {
            var answer = await lea.PressAsync(mine, "Confirmer", ("ticket", text), ("code", AppWorld.LeaCode));
            answer.Status.ShouldBe(HttpStatusCode.NotFound, text);
            answer.Title.ShouldBe("Ce code n'est plus valable ou ne vous est pas destiné");
        }

        (await world.ReadAsync(payment)).Status.ShouldBe(PaymentStatus.AwaitingCustomer);
    }

    [Theory, EachDatabase]
    public async Task Only_the_tickets_content_counts(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var (shown, other) = (await world.AskAsync("40", AppWorld.Lea), await world.AskAsync("50", AppWorld.Lea));
        var lea = await world.VisitAsync();
        var fields = (await lea.ApproveAsync(AppWorld.AddressOf(shown), "30")).Form("Confirmer");
        fields["code"] = AppWorld.LeaCode;
        (fields["amount"], fields["centimes"], fields["key"], fields["door"]) = ("1", "1", other.Number, "demandes");

        var answer = await lea.PostAsync($"{AppWorld.AddressOf(other)}/confirmation?centimes=5000", fields);

        answer.Location.ShouldBe($"/app/paiements/{shown.Number}");
        (await world.ReadAsync(shown)).Received.ShouldBe(new Money(30_00));
        (await world.ReadAsync(other)).Status.ShouldBe(PaymentStatus.AwaitingCustomer);
    }

    [Theory, EachDatabase]
    public async Task An_expired_ticket_pays_nothing_and_is_asked_again(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var payment = await world.AskAsync("40", AppWorld.Lea, deferred: true, delay: true);
        var lea = await world.VisitAsync();
        var old = await lea.ApproveAsync(AppWorld.AddressOf(payment), "30");
        world.Later(ApprovalTickets.Life);

        var answer = await lea.PressAsync(old, "Confirmer", ("code", AppWorld.LeaCode));
        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer.Main.ShouldContain("rien n'a été débité");
        answer.Main.ShouldContain("Vous payez 30,00 € à Camping des Pins");
        (await world.ReadAsync(payment)).Status.ShouldBe(PaymentStatus.AwaitingCustomer);

        var paid = await lea.PressAsync(answer, "Confirmer", ("code", AppWorld.LeaCode));
        paid.Location.ShouldBe($"/app/paiements/{payment.Number}");
        (await lea.PressAsync(old, "Confirmer", ("code", AppWorld.LeaCode))).Location.ShouldBe(paid.Location, "the old page hears the truth");
    }

    [Theory, EachDatabase]
    public async Task A_request_that_changed_since_is_shown_again(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var payment = await world.AskAsync("40");
        var lea = await world.VisitAsync();
        var before = await lea.ApproveAsync(world.LinkOf(payment));
        (await world.Get<MailRequest>().RunAsync(world.Till, payment.Number, "quelquun@example.org", "mail")).Refusal.ShouldBeNull();
        var answer = await lea.PressAsync(before, "Confirmer", ("code", AppWorld.LeaCode));
        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        (await lea.PressAsync(answer, "Confirmer", ("code", AppWorld.LeaCode))).Status.ShouldBe(HttpStatusCode.Found);
    }

    [Theory, EachDatabase]
    public async Task Pressed_at_once_and_again_it_pays_once_and_says_the_same(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var payment = await world.AskAsync("40");
        var customer = await world.CustomerAsync();
        var lea = await world.VisitAsync();
        var page = await lea.ApproveAsync(world.LinkOf(payment), "30");
        var second = await lea.ApproveAsync(world.LinkOf(payment), "25"); // another tab, another amount

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => lea.PressAsync(page, "Confirmer", ("code", AppWorld.LeaCode))));
        answers.ShouldAllBe(a => a.Location == $"/app/paiements/{payment.Number}");
        (await lea.PressAsync(page, "Confirmer", ("code", "0000"))).Location.ShouldBe($"/app/paiements/{payment.Number}", "Back, and no code is tried");
        (await lea.PressAsync(second, "Confirmer", ("code", AppWorld.LeaCode))).Location.ShouldBe($"/app/paiements/{payment.Number}");
        (await lea.GetAsync(world.LinkPathBefore(payment))).Location.ShouldBe($"/app/paiements/{payment.Number}");

        (await world.ReadAsync(payment)).Amounts.Authorized.ShouldBe(new Money(30_00));
        (await world.BalanceAsync(customer)).ShouldBe(new Money(220_00));
    }

    [Theory, EachDatabase]
    public async Task Of_two_who_confirm_one_pays_and_the_other_reads_why_not(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var payment = await world.AskAsync("40");
        var link = world.LinkOf(payment);
        var (lea, karim) = (await world.VisitAsync(), await world.VisitAsync(AppWorld.Karim, AppWorld.KarimPassword));
        var (hers, his) = (await lea.ApproveAsync(link), await karim.ApproveAsync(link));

        var answers = await Task.WhenAll(lea.PressAsync(hers, "Confirmer", ("code", AppWorld.LeaCode)), karim.PressAsync(his, "Confirmer", ("code", AppWorld.KarimCode)));

        answers.Count(a => a.Location == $"/app/paiements/{payment.Number}").ShouldBe(1);
        var loser = answers[0].Location == link ? lea : karim;
        var told = await loser.GetAsync(link);
        told.Main.ShouldContain("Demande déjà payée");
        told.Main.ShouldContain("Rien n'a été débité de votre solde");
    }
}
