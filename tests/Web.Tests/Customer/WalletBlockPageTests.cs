using System.Net;
using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Fixtures;

namespace Guichet.Web.Tests.Customer;

/// <summary>«Bloquer mon compte titres» from the pages of the app.</summary>
public class WalletBlockPageTests
{
    private const string Room = "/app/compte/blocage";

    [Theory, EachDatabase]
    public async Task One_tap_and_a_confirmation_block_and_the_request_page_says_so(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var payment = await world.AskAsync("40", AppWorld.Lea, deferred: true);
        var (lost, lea) = (await world.VisitAsync(), await world.VisitAsync());
        var confirmation = await lea.ApproveAsync(AppWorld.AddressOf(payment));

        var question = await lea.GetAsync(Room);
        question.Main.ShouldContain("Plus personne ne pourra payer avec vos titres");
        (await lea.PostAsync(Room, new() { ["_token"] = question.Form("Bloquer maintenant")["_token"] })).Status.ShouldBe(HttpStatusCode.Conflict, "an empty form blocks nothing");
        (await lea.PressAsync(question, "Bloquer maintenant", ("block", "true"))).Location.ShouldBe(Room);
        (await lea.GetAsync(Room)).Main.ShouldContain("Votre compte titres est bloqué");

        (await lost.GetAsync("/app")).Location!.ShouldStartWith("/app/code");
        (await lost.GetAsync("/app/code")).Location!.ShouldStartWith("/app/connexion", customMessage: "the code is no longer enough");
        var request = await lea.GetAsync(AppWorld.AddressOf(payment));
        request.Main.ShouldContain("Votre compte titres est bloqué");
        request.Button("Approuver").ShouldBeNull();
        request.Button("Refuser").ShouldNotBeNull();
        // A confirmation that was open before: the right code pays nothing, and the truth is shown.
        (await lea.PressAsync(confirmation, "Confirmer", ("code", AppWorld.LeaCode))).Location.ShouldBe(AppWorld.AddressOf(payment));
        (await world.ReadAsync(payment)).Status.ShouldBe(PaymentStatus.AwaitingCustomer);
        (await lea.GetAsync("/app/compte")).Main.ShouldContain("Débloquer mon compte titres");
    }

    [Theory, EachDatabase]
    public async Task The_password_unblocks_and_then_it_pays(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var payment = await world.AskAsync("40", AppWorld.Lea, deferred: true);
        var lea = await world.VisitAsync();
        await lea.PressAsync(await lea.GetAsync(Room), "Bloquer maintenant", ("block", "true"));
        var blocked = await lea.GetAsync(Room);
        var wrong = await lea.PressAsync(blocked, "Débloquer", ("block", "false"), ("current", AppWorld.KarimPassword));
        wrong.Status.ShouldBe(HttpStatusCode.Unauthorized);
        wrong.Button("Débloquer").ShouldNotBeNull();
        (await lea.PressAsync(blocked, "Débloquer", ("block", "false"), ("current", AppWorld.LeaPassword))).Location.ShouldBe("/app/compte?fait=unblocked");
        (await lea.GetAsync("/app/compte?fait=unblocked")).Main.ShouldContain("Votre compte titres est débloqué.");
        (await lea.PayAsync(AppWorld.AddressOf(payment), AppWorld.LeaCode)).Title.ShouldBe("Paiement effectué");
    }

    [Theory, EachDatabase]
    public async Task Who_lost_a_phone_is_led_through_the_password_to_the_block(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var stranger = world.Visit();
        (await stranger.GetAsync("/app/connexion")).Page.QuerySelector("a[href='/app/telephone-perdu']").ShouldNotBeNull();
        var page = await stranger.GetAsync("/app/telephone-perdu");
        page.Status.ShouldBe(HttpStatusCode.OK);
        var door = page.Page.QuerySelector("a.button--danger")!.GetAttribute("href")!;
        await stranger.SignInAsync(AppWorld.Lea, AppWorld.LeaPassword, door);
        stranger.LastLocation.ShouldBe(Room);
        (await stranger.GetAsync(Room)).Button("Bloquer maintenant").ShouldNotBeNull();
    }
}
