using System.Net;
using Guichet.App.Payments;
using Guichet.Domain.Payments;
using Guichet.Fixtures;

namespace Guichet.Web.Tests.Wizard;

/// <summary>A form makes one payment, however often and from wherever it is sent; what others own does not exist.</summary>
public sealed class OnceTests
{
    [Theory]
    [EachDatabase]
    public async Task Ten_presses_at_once_make_one_payment_and_all_show_it(DatabaseKind kind)
    {
        await using var site = await TillSite.StartAsync(kind);
        using var till = await site.TillAsync();
        var request = await till.ToRequestAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => till.PressAsync(request, "Continuer", ("amount", "40"), ("order_reference", "Double 1"))));
        answers.ShouldAllBe(a => a.Status == HttpStatusCode.Found);
        answers.Select(a => a.Location).Distinct().Count().ShouldBe(1);
        (await CountAsync(site, "Double 1")).ShouldBe(1);
    }

    [Fact]
    public async Task Back_after_sending_shows_that_it_was_sent()
    {
        await using var site = await TillSite.StartAsync(DatabaseKind.Sqlite);
        using var till = await site.TillAsync();
        var request = await till.ToRequestAsync();
        var code = await till.PressThroughAsync(request, "Continuer", ("amount", "40"), ("order_reference", "Retour 1"));
        foreach (var step in new[] { "choix", "demande", "confirmation" })
        {
            var back = await till.GetAsync(request.Address.Replace("demande", step, StringComparison.Ordinal));
            back.Main.ShouldContain("Cette demande a déjà été envoyée");
            back.Page.QuerySelector($"main a[href='{code.Address}']").ShouldNotBeNull();
        }

        // A page kept by the browser, changed and sent again, leads to what exists.
        (await till.PressThroughAsync(request, "Continuer", ("amount", "99"), ("order_reference", "Retour 1"))).Address.ShouldBe(code.Address);
        (await CountAsync(site, "Retour 1")).ShouldBe(1);
        (await site.ReadAsync(Till.NumberOf(code))).Amounts.Requested.Cents.ShouldBe(40_00);
    }

    [Fact]
    public async Task Two_tabs_with_two_contents_of_one_form_make_one_payment()
    {
        await using var site = await TillSite.StartAsync(DatabaseKind.Sqlite);
        using var till = await site.TillAsync();
        var request = await till.ToRequestAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => till.PressAsync(request, "Continuer", ("amount", $"{40 + n}"), ("order_reference", "Onglets"))));
        answers.Select(a => a.Location).Distinct().ShouldHaveSingleItem();
        (await CountAsync(site, "Onglets")).ShouldBe(1);
    }

    [Fact]
    public async Task What_the_confirmation_showed_is_what_is_sent()
    {
        await using var site = await TillSite.StartAsync(DatabaseKind.Sqlite);
        using var till = await site.TillAsync();
        var request = await till.ToRequestAsync();
        (string, string)[] typed = [("channel", "identifier"), ("contact", TillSite.Lea), ("order_reference", "Relire")];
        var first = await till.PressThroughAsync(request, "Continuer", [.. typed, ("amount", "40")]);
        await till.PressThroughAsync(request, "Continuer", [.. typed, ("amount", "90")]);
        var stale = await till.PressAsync(first, "Envoyer");
        stale.Status.ShouldBe(HttpStatusCode.Conflict);
        stale.Main.ShouldContain("La demande a été modifiée dans un autre onglet.");
        stale.Main.ShouldContain("90,00 €");
        (await CountAsync(site, "Relire")).ShouldBe(0);
        (await till.PressThroughAsync(stale, "Envoyer")).Title.ShouldBe("Détail du paiement");
        (await CountAsync(site, "Relire")).ShouldBe(1);
    }

    [Fact]
    public async Task A_reference_of_the_last_day_is_shown_before_a_second_request_is_made()
    {
        await using var site = await TillSite.StartAsync(DatabaseKind.Sqlite);
        using var till = await site.TillAsync();
        var first = await till.PressThroughAsync(await till.ToRequestAsync(), "Continuer", ("amount", "40"), ("order_reference", "Table 4"));
        (await site.PayAsync(await site.ReadAsync(Till.NumberOf(first)), 40_00)).Refusal.ShouldBeNull();

        var warned = await till.PressAsync(await till.ToRequestAsync(), "Continuer", ("amount", "55"), ("order_reference", " Table 4 "));
        warned.Status.ShouldBe(HttpStatusCode.OK);
        warned.Main.ShouldContain("Déjà demandé à ");
        warned.Main.ShouldContain(", payé : l'ouvrir ?");
        warned.Page.QuerySelector($".notice a[href*='{Till.NumberOf(first)}']").ShouldNotBeNull();
        warned.ValueOf("amount").ShouldBe("55");
        (await CountAsync(site, "Table 4")).ShouldBe(1);

        // Another reference that is in use is another question.
        (await till.PressAsync(warned, "Continuer")).Main.ShouldContain("Déjà demandé à ");
        (await till.PressThroughAsync(warned, "Faire une deuxième demande")).Title.ShouldBe("QR Code de paiement");
        (await CountAsync(site, "Table 4")).ShouldBe(2);
    }

    [Fact]
    public async Task An_untouched_suggestion_that_was_taken_moves_to_the_next()
    {
        await using var site = await TillSite.StartAsync(DatabaseKind.Sqlite);
        using var till = await site.TillAsync();
        var (one, two) = (await till.ToRequestAsync(), await till.ToRequestAsync());
        var suggested = one.ValueOf("order_reference");
        two.ValueOf("order_reference").ShouldBe(suggested);
        await till.PressThroughAsync(one, "Continuer", ("amount", "40"));
        var second = await till.PressThroughAsync(two, "Continuer", ("amount", "41"));
        second.Title.ShouldBe("QR Code de paiement", second.Main);
        (await site.ReadAsync(Till.NumberOf(second))).Details.OrderReference.ShouldNotBe(suggested);
        (await CountAsync(site, suggested)).ShouldBe(1);
    }

    [Fact]
    public async Task Back_loses_nothing_that_was_typed()
    {
        await using var site = await TillSite.StartAsync(DatabaseKind.Sqlite);
        using var till = await site.TillAsync();
        var step1 = await till.PressThroughAsync(await till.ToRequestAsync(), "Précédent",
            ("amount", "n'importe quoi"), ("order_reference", "Ma ref"), ("channel", "identifier"), ("contact", "moi@"), ("description", "Libellé"));
        step1.Title.ShouldBe("Choix du paiement");
        var step2 = await till.PressThroughAsync(step1, "Continuer");
        (step2.ValueOf("amount"), step2.ValueOf("order_reference"), step2.ValueOf("contact"), step2.ValueOf("description"))
            .ShouldBe(("n'importe quoi", "Ma ref", "moi@", "Libellé"));
        step2.IsChecked("channel-identifier").ShouldBeTrue();
    }

    [Theory]
    [EachDatabase]
    public async Task What_others_own_does_not_exist(DatabaseKind kind)
    {
        await using var site = await TillSite.StartAsync(kind);
        using var till = await site.TillAsync();
        var request = await till.ToRequestAsync();
        var code = await till.ToCodeAsync();
        var number = Till.NumberOf(code);
        using var stranger = await site.TillAsync(TillSite.OtherSignatory, TillSite.OtherPassword);
        string[] foreign =
        [
            request.Address, request.Address.Replace("demande", "choix", StringComparison.Ordinal), request.Address.Replace("demande", "confirmation", StringComparison.Ordinal),
            code.Address, .. new[] { "detail", "mode", "envoyer" }.Select(step => code.Address.Replace("/qr", $"/{step}", StringComparison.Ordinal)),
            $"/encaissement/operations/{number}/annuler", $"/encaissement/operations/{number}/flux", $"/encaissement/operations/{number}/etat",
        ];
        foreach (var address in foreign.Concat(["/encaissement/nouveau/operation/aaaaaaaaaa/qr", $"/encaissement/nouveau/{new string('0', 32)}/demande", $"/encaissement/nouveau/{new string('Z', 32)}/choix"]))
        {
            (await stranger.GetAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound, address);
        }

        var own = await stranger.OpenAsync($"/encaissement/nouveau?point={TillSite.OtherShop}");
        var token = Screen.Fields(own.Button("Continuer")).Single(f => f.Name == "_token");
        (await stranger.PostAsync($"/encaissement/operations/{number}/annuler", [token, ("answer", "yes")])).Status.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.PostAsync(request.Address, [token, ("go", "next")])).Status.ShouldBe(HttpStatusCode.NotFound);
        (await site.ReadAsync(number)).Status.ShouldBe(PaymentStatus.AwaitingCustomer);
        (await stranger.GetAsync($"/encaissement/nouveau?point={TillSite.Point}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_form_without_its_token_does_nothing()
    {
        await using var site = await TillSite.StartAsync(DatabaseKind.Sqlite);
        using var till = await site.TillAsync();
        var code = await till.ToCodeAsync();
        (await till.PostAsync($"/encaissement/operations/{Till.NumberOf(code)}/annuler", [("answer", "yes")])).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await site.ReadAsync(Till.NumberOf(code))).Status.ShouldBe(PaymentStatus.AwaitingCustomer);
    }

    private static async Task<int> CountAsync(TillSite site, string reference)
    {
        var actor = await site.ActorAsync();
        return (await site.Get<FindPayments>().ListAsync(actor, new PaymentFilter { PointOfSaleIds = [actor.OnlyPointId!.Value] }, null, default)).Page.Payments.Count(p => p.Details.OrderReference == reference);
    }
}
