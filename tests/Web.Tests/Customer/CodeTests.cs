using System.Net;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Fixtures;

namespace Guichet.Web.Tests.Customer;

public class CodeTests
{
    [Theory, EachDatabase]
    public async Task The_third_wrong_code_asks_for_the_password_and_nothing_is_lost(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var payment = await world.AskAsync("40", AppWorld.Lea, deferred: true, delay: true);
        var lea = await world.VisitAsync();
        var page = await lea.ApproveAsync(AppWorld.AddressOf(payment), "30");
        foreach (var left in new[] { "Il vous reste 2 essais", "Il vous reste 1 essai" })
        {
            var wrong = await lea.PressAsync(page, "Confirmer", ("code", "1595"));
            wrong.Status.ShouldBe(HttpStatusCode.Unauthorized);
            wrong.Main.ShouldContain(left);
            wrong.Main.ShouldContain("Vous payez 30,00 € à Camping des Pins");
            wrong.Page.QuerySelector("#code")!.GetAttribute("value").ShouldBeNullOrEmpty();
            wrong.Form("Confirmer")["ticket"].ShouldBe(page.Form("Confirmer")["ticket"]);
        }

        var third = await lea.PressAsync(page, "Confirmer", ("code", "1595"));
        third.Location!.ShouldStartWith("/app/connexion?retour=");
        (await lea.GetAsync("/app")).Status.ShouldBe(HttpStatusCode.Found, "signed out");
        (await world.ReadAsync(payment)).Status.ShouldBe(PaymentStatus.AwaitingCustomer);

        await lea.SignInAsync(AppWorld.Lea, AppWorld.LeaPassword, third.Location!);
        var again = await lea.GetAsync(lea.LastLocation!);
        again.Main.ShouldContain("Vous payez 30,00 € à Camping des Pins");
        (await lea.PressAsync(again, "Confirmer", ("code", AppWorld.LeaCode))).Location.ShouldBe($"/app/paiements/{payment.Number}");
    }

    [Theory, EachDatabase]
    public async Task A_slip_of_the_finger_is_no_try(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var payment = await world.AskAsync("40", AppWorld.Lea);
        var lea = await world.VisitAsync();
        var page = await lea.ApproveAsync(AppWorld.AddressOf(payment));
        foreach (var code in new[] { "", "407", "40711", "abcd", "４０７１", new string('1', 20_001) })
        {
            (await lea.PressAsync(page, "Confirmer", ("code", code))).Main.ShouldContain("Il vous reste 3 essais", customMessage: code);
        }

        (await lea.PressAsync(page, "Confirmer", ("code", AppWorld.LeaCode))).Status.ShouldBe(HttpStatusCode.Found);
    }

    [Theory, EachDatabase]
    public async Task Another_customers_code_pays_nothing(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var payment = await world.AskAsync("40", AppWorld.Lea);
        var lea = await world.VisitAsync();
        var page = await lea.ApproveAsync(AppWorld.AddressOf(payment));
        (await lea.PressAsync(page, "Confirmer", ("code", AppWorld.KarimCode))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await world.ReadAsync(payment)).Received.ShouldBeNull();
    }
}
