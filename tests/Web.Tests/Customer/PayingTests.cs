using System.Net;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Fixtures;

namespace Guichet.Web.Tests.Customer;

/// <summary>From a request to a result, as a browser without a script goes.</summary>
public class PayingTests
{
    [Theory, EachDatabase]
    public async Task The_bearer_of_a_code_pays_in_full(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var payment = await world.AskAsync("40,00", description: "Emplacement tente");
        var lea = await world.VisitAsync();

        var request = await lea.GetAsync(world.LinkOf(payment));
        request.Title.ShouldBe("Demande de paiement");
        request.Main.ShouldContain("Camping des Pins");
        request.Main.ShouldContain("vous demande 40,00 €");
        request.Main.ShouldContain("Arcachon");
        request.Main.ShouldContain("Panier 1");
        request.Main.ShouldContain("Emplacement tente");
        request.Form("Approuver")["amount"].ShouldBe("40,00");

        var confirmation = await lea.ApproveAsync(world.LinkOf(payment));
        confirmation.Main.ShouldContain("Vous payez 40,00 € à Camping des Pins");
        (await world.ReadAsync(payment)).Status.ShouldBe(PaymentStatus.AwaitingCustomer);

        var result = await lea.FollowAsync(await lea.PressAsync(confirmation, "Confirmer", ("code", AppWorld.LeaCode)));
        result.Title.ShouldBe("Paiement effectué");
        result.Main.ShouldContain("40,00 €");
        result.Main.ShouldContain(payment.Number);
        result.Main.ShouldContain("Nouveau solde 210,00 €");
        (await world.ReadAsync(payment)).Amounts.Captured.ShouldBe(new Money(40_00));
        (await lea.GetAsync("/app")).Page.QuerySelector("#balance")!.TextContent.ShouldContain("210,00");
    }

    [Theory, EachDatabase]
    public async Task A_part_is_paid_and_the_rest_is_named(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var payment = await world.AskAsync("40,00", AppWorld.Lea);
        var lea = await world.VisitAsync();
        (await lea.GetAsync("/app")).Main.ShouldContain("Camping des Pins 40,00 €");

        (await lea.ApproveAsync(AppWorld.AddressOf(payment), "30")).Main.ShouldContain("Il restera 10,00 € à régler autrement");
        var result = await lea.PayAsync(AppWorld.AddressOf(payment), AppWorld.LeaCode, "30");

        result.Main.ShouldContain("Il reste 10,00 € à régler par le moyen de votre choix");
        (await world.ReadAsync(payment)).Received.ShouldBe(new Money(30_00));
        (await lea.GetAsync("/app")).Main.ShouldContain("Aucune demande en attente");
    }

    [Theory, EachDatabase]
    public async Task A_balance_that_is_too_low_is_offered_as_a_part(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var payment = await world.AskAsync("100", AppWorld.Karim);
        var karim = await world.VisitAsync(AppWorld.Karim, AppWorld.KarimPassword);

        var request = await karim.GetAsync(AppWorld.AddressOf(payment));
        request.Main.ShouldContain("Votre solde est de 60,00 €. Vous pouvez payer cette somme maintenant et régler les 40,00 € restants");
        request.Form("Approuver")["amount"].ShouldBe("60,00");
        var refused = await karim.PressAsync(request, "Approuver", ("amount", "60,01"));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Page.QuerySelector("#amount-error")!.TextContent.ShouldContain("Votre solde est de 60,00");

        (await karim.PayAsync(AppWorld.AddressOf(payment), AppWorld.KarimCode)).Main.ShouldContain("Nouveau solde 0,00 €");
    }

    [Theory, EachDatabase]
    public async Task In_a_deferred_payment_it_is_all_or_nothing(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var (lea, karim) = (await world.VisitAsync(), await world.VisitAsync(AppWorld.Karim, AppWorld.KarimPassword));
        var payable = await world.AskAsync("100", AppWorld.Lea, deferred: true);
        var tooMuch = await world.AskAsync("100", AppWorld.Karim, deferred: true);

        var request = await lea.GetAsync(AppWorld.AddressOf(payable));
        request.Form("Approuver").ShouldNotContainKey("amount");
        request.Main.ShouldContain("se paie en une seule fois");
        var lowered = await lea.PressAsync(request, "Approuver", ("amount", "99,99"));
        lowered.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        lowered.Main.ShouldContain("Le montant de cette demande ne peut pas être modifié");
        (await lea.GetAsync($"{AppWorld.AddressOf(payable)}/confirmation?centimes=9999")).Location.ShouldBe(AppWorld.AddressOf(payable));

        var impossible = await karim.GetAsync(AppWorld.AddressOf(tooMuch));
        impossible.Button("Approuver").ShouldBeNull();
        impossible.Main.ShouldContain("vous ne pouvez pas en payer une partie");
        impossible.Button("Refuser").ShouldNotBeNull();

        (await lea.PayAsync(AppWorld.AddressOf(payable), AppWorld.LeaCode)).Title.ShouldBe("Paiement effectué");
        (await world.ReadAsync(payable)).Amounts.Captured.ShouldBe(new Money(100_00));
    }

    [Theory, EachDatabase]
    public async Task A_reservation_says_what_is_held_until_it_is_given_back(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var payment = await world.AskAsync("50", AppWorld.Lea, delay: true);
        var lea = await world.VisitAsync();

        var result = await lea.PayAsync(AppWorld.AddressOf(payment), AppWorld.LeaCode);
        result.Title.ShouldBe("Paiement effectué");
        result.Main.ShouldContain("Montant réservé : le professionnel doit encore le valider");
        (await lea.GetAsync("/app")).Page.QuerySelector("#balance")!.TextContent.ShouldContain("réservés");

        world.Later(TimeSpan.FromDays(3));
        (await world.Get<Guichet.App.Payments.ExpirePayments>().RunAsync(world.Now, CancellationToken.None)).ShouldBeGreaterThan(0);
        var back = await world.VisitAsync();
        var detail = await back.GetAsync($"/app/paiements/{payment.Number}");
        detail.Title.ShouldBe("Réservation expirée");
        detail.Main.ShouldContain("Rendu 50,00 €");
        (await back.GetAsync("/app/historique")).Main.ShouldContain("Non validé à temps, tout vous a été rendu");
        (await back.GetAsync("/app")).Page.QuerySelector("#balance")!.TextContent.ShouldContain("250,00");
    }

    [Theory, EachDatabase]
    public async Task Refusing_is_asked_once_more_with_amount_and_merchant(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var payment = await world.AskAsync("40", AppWorld.Lea);
        var lea = await world.VisitAsync();

        var request = await lea.GetAsync(AppWorld.AddressOf(payment));
        var asked = await lea.GetAsync(request.Action("Refuser"));
        asked.Main.ShouldContain("Refuser de payer 40,00 € à Camping des Pins ?");
        (await world.ReadAsync(payment)).Status.ShouldBe(PaymentStatus.AwaitingCustomer);

        var refused = await lea.FollowAsync(await lea.PressAsync(asked, "Refuser"));
        refused.Main.ShouldContain("Demande refusée");
        refused.Main.ShouldContain("Rien n'a été débité");
        (await world.ReadAsync(payment)).Status.ShouldBe(PaymentStatus.Declined);
        (await lea.PressAsync(request, "Approuver", ("amount", "40"))).Location.ShouldBe(AppWorld.AddressOf(payment));
    }
}
