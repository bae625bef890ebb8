using System.Net;
using AngleSharp.Dom;
using Guichet.App.Payments;
using Guichet.App.Payments.Closing;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Guichet.Web.Tests.Wizard;

namespace Guichet.Web.Tests.Closing;

/// <summary>The rest on the detail of a payment: recorded, refused beside the field, withdrawn; without a script.</summary>
public class RemainderPageTests
{
    private const string Record = "Enregistrer le règlement";

    [Theory, EachDatabase]
    public async Task The_rest_is_recorded_in_two_parts_and_the_detail_says_settled(DatabaseKind kind)
    {
        await using var site = await TillSite.StartAsync(kind);
        using var till = await site.TillAsync();
        var detail = await PartPaidAsync(site, till);
        detail.Main.ShouldContain("Il reste 30,00 € à régler par le moyen de votre choix.");
        detail.ValueOf("rest").ShouldBe("30,00", "all that is left");

        detail = await till.PressThroughAsync(detail, Record, ("means", "cash"), ("rest", "20"));
        detail.Title.ShouldStartWith("Opération");
        detail.Main.ShouldContain("Il reste 10,00 € à régler");
        Lines(detail).ShouldHaveSingleItem().ShouldMatch("^Espèces 20,00 € Camping des Pins, aujourd'hui \\d\\dh\\d\\d Retirer");
        detail = await till.PressThroughAsync(detail, Record, ("means", "card"));
        detail.Main.ShouldContain("Réglé 30,00 € hors Chèques-Vacances Connect.");
        detail.Page.QuerySelector("#rest-form").ShouldBeNull();
        Lines(detail)[1].ShouldStartWith("Carte bancaire 10,00 €");
    }

    [Theory]
    [InlineData("", "30,00", "Choisissez le moyen de paiement.", null)]
    [InlineData("cash", "30,01", null, "Il ne reste que 30,00 € à régler.")]
    [InlineData("card", "douze", null, "Saisissez un montant en euros, par exemple 40,00.")]
    [InlineData("x", "0", "Choisissez le moyen de paiement.", "Saisissez un montant en euros, par exemple 40,00.")]
    public async Task What_is_wrong_stands_beside_its_field_and_what_was_typed_stays(string means, string amount, string? atMeans, string? atAmount)
    {
        await using var site = await TillSite.StartAsync(DatabaseKind.Sqlite);
        using var till = await site.TillAsync();
        var refused = await till.PressAsync(await PartPaidAsync(site, till), Record, ("means", means), ("rest", amount));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Title.ShouldBe("Règlement du reste");
        (refused.ErrorAt("means"), refused.ErrorAt("rest")).ShouldBe((atMeans, atAmount));
        refused.ValueOf("rest").ShouldBe(amount);
        refused.Page.QuerySelectorAll("input[type=radio][checked]").Select(x => x.GetAttribute("value")).ShouldBe(means is "cash" or "card" ? [means] : []);
        var settled = await till.PressThroughAsync(refused, Record, ("means", "other"), ("rest", "30,00"));
        settled.Main.ShouldContain("Réglé 30,00 €", customMessage: "the same form, corrected, goes through");
    }

    [Theory, EachDatabase]
    public async Task A_double_press_makes_one_and_a_form_from_before_is_told_so(DatabaseKind kind)
    {
        await using var site = await TillSite.StartAsync(kind);
        using var till = await site.TillAsync();
        var detail = await PartPaidAsync(site, till);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => till.PressAsync(detail, Record, ("means", "cash"), ("rest", "10"))));
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.Found && answer.Location == detail.Address);
        Lines(await till.GetAsync(detail.Address)).Count.ShouldBe(1);
        var other = await till.PressAsync(detail, Record, ("means", "cash"), ("rest", "11"));
        other.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        other.Main.ShouldContain("Cette demande a déjà été envoyée avec un autre contenu.");
        (await till.PressAsync(detail, Record, ("means", "cash"), ("rest", "10"), ("key", "<script>"))).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory, EachDatabase]
    public async Task A_mistake_is_withdrawn_after_a_question_and_only_on_its_day(DatabaseKind kind)
    {
        await using var site = await TillSite.StartAsync(kind);
        using var till = await site.TillAsync();
        var detail = await till.PressThroughAsync(await PartPaidAsync(site, till), Record, ("means", "paper"), ("rest", "5"));
        var question = await till.GetAsync(detail.Page.QuerySelector(".rest__withdraw")!.GetAttribute("href")!);
        question.Title.ShouldBe("RETIRER CE RÈGLEMENT");
        question.Main.ShouldContain("Chèques-Vacances papier 5,00 €");
        detail = await till.PressThroughAsync(question, "Retirer");
        Lines(detail).ShouldHaveSingleItem().ShouldContain("Retiré par Camping des Pins, aujourd'hui");
        detail.Main.ShouldContain("Il reste 30,00 € à régler");
        detail.Page.QuerySelector(".rest__withdraw").ShouldBeNull("once is enough");

        detail = await till.PressThroughAsync(detail, Record, ("means", "cash"), ("rest", "30"));
        question = await till.GetAsync(detail.Page.QuerySelector(".rest__withdraw")!.GetAttribute("href")!);
        site.Later(TimeSpan.FromDays(1));
        await till.SignInAsync(TillSite.Point, TillSite.PointPassword);
        var refused = await till.PressAsync(question, "Retirer");
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Main.ShouldContain("Cette journée est terminée : il ne peut plus être retiré.");
        (await till.GetAsync(question.Address)).Location.ShouldBe(detail.Address, "there is nothing to ask any more");
        Lines(await till.GetAsync(detail.Address))[1].ShouldNotContain("Retirer");
    }

    [Theory, EachDatabase]
    public async Task What_was_taken_for_a_payment_that_ends_is_to_be_given_back_by_the_merchant(DatabaseKind kind)
    {
        await using var site = await TillSite.StartAsync(kind);
        using var till = await site.TillAsync();
        var detail = await PartPaidAsync(site, till, isReservation: true);
        await till.PressThroughAsync(detail, Record, ("means", "cash"), ("rest", "30"));
        (await site.Get<VoidPayment>().RunAsync(await site.ActorAsync(), detail.Address.Split('/')[3], null)).Refusal.ShouldBeNull();
        detail = await till.GetAsync(detail.Address);
        detail.Main.ShouldContain("L'opération a été annulée : le client a retrouvé ses Chèques-Vacances. Les 30,00 € encaissés par un autre moyen sont à lui rendre par vous.");
        detail.Page.QuerySelector("#rest-form").ShouldBeNull();
        (await till.GetAsync("/encaissement/cloture")).Page.QuerySelector("[data-means=Cash] .amount")!.TextContent.ShouldBe("30,00\u00A0€", "it was taken that day");
        await till.PressThroughAsync(await till.GetAsync(detail.Page.QuerySelector(".rest__withdraw")!.GetAttribute("href")!), "Retirer");
        (await till.GetAsync(detail.Address)).Main.ShouldNotContain("à lui rendre");
    }

    [Theory, EachDatabase]
    public async Task A_stranger_finds_neither_the_form_nor_the_question(DatabaseKind kind)
    {
        await using var site = await TillSite.StartAsync(kind);
        using var till = await site.TillAsync();
        using var stranger = await site.TillAsync(TillSite.OtherSignatory, TillSite.OtherPassword);
        var detail = await till.PressThroughAsync(await PartPaidAsync(site, till), Record, ("means", "cash"), ("rest", "5"));
        foreach (var path in (string[])["reste", "reste/1/retirer"])
        {
            (await stranger.GetAsync($"{detail.Address}/{path}")).Status.ShouldBe(HttpStatusCode.NotFound);
            (await till.GetAsync($"{detail.Address}/{path}")).Status.ShouldBe(HttpStatusCode.OK);
        }

        (await till.GetAsync($"{detail.Address}/reste/2/retirer")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await till.GetAsync("/encaissement/operations/zzzzzzzzzz/reste")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_payment_without_a_rest_says_nothing_of_it()
    {
        await using var site = await TillSite.StartAsync(DatabaseKind.Sqlite);
        using var till = await site.TillAsync();
        var detail = await PartPaidAsync(site, till, paid: 60_00);
        detail.Page.QuerySelector(".rest").ShouldBeNull();
        (await till.GetAsync($"{detail.Address}/reste")).Location.ShouldBe(detail.Address);
    }

    /// <summary>The detail of a request for 60,00 € of which Léa has paid a part.</summary>
    internal static async Task<Screen> PartPaidAsync(TillSite site, Till till, long paid = 30_00, bool isReservation = false)
    {
        var form = new PaymentForm { Amount = "60,00", OrderReference = $"Reste {paid}" };
        form = isReservation ? form with { CaptureDelay = true, NotifyEmail = "suivi@example.org", Contact = TillSite.Lea } : form;
        var actor = await site.ActorAsync();
        var payment = (await site.Get<CreatePayment>().RunAsync(actor, actor.OnlyPointId!.Value, form, $"rest-{paid}-{isReservation}-{site.Now.Ticks}")).Value;
        (await site.PayAsync(payment, paid)).Refusal.ShouldBeNull();
        return await till.GetAsync($"/encaissement/operations/{payment.Number}");
    }

    private static List<string> Lines(Screen screen) => [.. screen.Page.QuerySelectorAll(".rest__line").Select(line => Screen.Line(line))];
}
