using System.Net;
using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Fixtures;

namespace Guichet.Web.Tests.Wizard;

/// <summary>Path A through the four steps without a script, on both databases; B, C and D up to their recap.</summary>
public sealed class JourneyTests
{
    [Theory]
    [EachDatabase]
    public async Task By_code_the_customer_pays_a_part(DatabaseKind kind)
    {
        await using var site = await TillSite.StartAsync(kind);
        using var till = await site.TillAsync();
        var code = await till.ToCodeAsync();
        code.Main.ShouldContain("40,00 €");
        code.Main.ShouldContain("Valable jusqu'à ");
        code.Page.QuerySelector(".qr__code svg")!.GetAttribute("aria-label").ShouldStartWith("QR Code de paiement");
        code.Page.QuerySelector("noscript meta, head noscript").ShouldNotBeNull();

        var payment = await site.ReadAsync(Till.NumberOf(code));
        code.Page.QuerySelector("[data-select]")!.GetAttribute("value").ShouldBe($"http://localhost:5080/app/r/{site.Get<ReadPayment>().TokenOf(payment)}");
        (await site.PayAsync(payment, 30_00)).Refusal.ShouldBeNull();

        var detail = await till.OpenAsync(code.Address);
        detail.Title.ShouldBe("Détail du paiement");
        detail.Main.ShouldContain("Le paiement a bien été réalisé pour un montant de 30,00 €");
        detail.Main.ShouldContain("Il reste 10,00 € à régler par le moyen de votre choix");
        detail.Page.QuerySelectorAll("main button").Select(Screen.Line).ShouldBe(["Fermer"]);
    }

    [Theory]
    [EachDatabase]
    public async Task By_identifier_nothing_exists_before_the_confirmation_is_sent(DatabaseKind kind)
    {
        await using var site = await TillSite.StartAsync(kind);
        using var till = await site.TillAsync();
        var before = (await site.Get<FindPayments>().NewestAsync(await site.ActorAsync(), [(await site.ActorAsync()).OnlyPointId!.Value]))!.Number;
        var confirmation = await till.PressThroughAsync(await till.ToRequestAsync(), "Continuer", ("amount", "40"), ("channel", "identifier"), ("contact", "100 0000 0011"));
        confirmation.Title.ShouldBe("Confirmation");
        confirmation.Main.ShouldContain("Identifiant ANCV : 10000000011");
        (await site.Get<FindPayments>().NewestAsync(await site.ActorAsync(), [(await site.ActorAsync()).OnlyPointId!.Value]))!.Number.ShouldBe(before);

        var waiting = await till.PressThroughAsync(confirmation, "Envoyer");
        waiting.Title.ShouldBe("Détail du paiement");
        waiting.Main.ShouldContain("Le paiement est en attente de validation par votre client.");

        var payment = await site.ReadAsync(Till.NumberOf(waiting));
        payment.TokenHash.ShouldBeNull();
        (await site.Get<ApprovePayment>().RunAsync(await site.LeaAsync(), payment.Id, null, new Money(40_00), "k")).Refusal.ShouldBeNull();
        (await till.GetAsync(waiting.Address)).Main.ShouldContain("Le paiement a bien été réalisé pour un montant de 40,00 €");
    }

    [Fact]
    public async Task The_customer_refuses()
    {
        await using var site = await TillSite.StartAsync(DatabaseKind.Sqlite);
        using var till = await site.TillAsync();
        var code = await till.ToCodeAsync();
        (await site.DeclineAsync(await site.ReadAsync(Till.NumberOf(code)))).Refusal.ShouldBeNull();
        var detail = await till.OpenAsync(code.Address);
        detail.Main.ShouldContain("Votre client a refusé la demande");
        detail.Main.ShouldContain("Rien n'a été débité à votre client.");
    }

    [Fact]
    public async Task Cancelling_asks_first_and_then_says_so()
    {
        await using var site = await TillSite.StartAsync(DatabaseKind.Sqlite);
        using var till = await site.TillAsync();
        var code = await till.ToCodeAsync();
        var question = await till.GetAsync(code.Button("Annuler").GetAttribute("formaction")!);
        question.Title.ShouldBe("ANNULER L'OPÉRATION");
        question.Main.ShouldContain("Voulez-vous annuler l'opération suivante ?");
        question.Main.ShouldContain("Montant demandé 40,00 €");
        question.Main.ShouldContain("Êtes-vous sûr de vouloir annuler cette demande de paiement ?");

        (await till.PressThroughAsync(question, "NON")).Title.ShouldBe("QR Code de paiement", "the no leads back to the code");
        var detail = await till.PressThroughAsync(question, "OUI");
        detail.Main.ShouldContain("L'opération a été annulée");
        (await site.ReadAsync(Till.NumberOf(code))).Status.ShouldBe(PaymentStatus.Canceled);
    }

    [Fact]
    public async Task Cancelling_too_late_says_what_really_happened()
    {
        await using var site = await TillSite.StartAsync(DatabaseKind.Sqlite);
        using var till = await site.TillAsync();
        var code = await till.ToCodeAsync();
        var question = await till.GetAsync(code.Button("Annuler").GetAttribute("formaction")!);
        (await site.PayAsync(await site.ReadAsync(Till.NumberOf(code)), 40_00)).Refusal.ShouldBeNull();
        var late = await till.PressAsync(question, "OUI");
        late.Status.ShouldBe(HttpStatusCode.Conflict);
        late.Main.ShouldContain("Cette opération a changé pendant votre saisie : validée le ");
        late.Main.ShouldContain("Validé");
        (await till.PressThroughAsync(late, "Voir l'opération")).Main.ShouldContain("Le paiement a bien été réalisé pour un montant de 40,00 €");
    }

    [Fact]
    public async Task Past_its_limit_the_code_is_gone_and_a_new_request_has_the_same_data()
    {
        await using var site = await TillSite.StartAsync(DatabaseKind.Sqlite);
        using var till = await site.TillAsync();
        var request = await till.ToRequestAsync();
        var code = await till.PressThroughAsync(request, "Continuer", ("amount", "41,50"), ("order_reference", "Chalet 7"), ("description", "Deux nuits"));
        site.Later(TimeSpan.FromMinutes(16));
        var expired = await till.OpenAsync(code.Address);
        expired.Main.ShouldContain("La demande a expiré");
        expired.Main.ShouldContain("Rien n'a été débité à votre client.");
        expired.Page.QuerySelector(".qr__code").ShouldBeNull();

        var again = await till.PressThroughAsync(expired, "Nouvelle demande");
        (again.ValueOf("amount"), again.ValueOf("order_reference"), again.ValueOf("description")).ShouldBe(("41,50", "Chalet 7", "Deux nuits"));
        (await till.PressThroughAsync(again, "Continuer")).Title.ShouldBe("QR Code de paiement", "its own predecessor is no surprise");
    }

    [Theory]
    [EachDatabase]
    public async Task Another_way_to_collect_makes_the_old_code_useless(DatabaseKind kind)
    {
        await using var site = await TillSite.StartAsync(kind);
        using var till = await site.TillAsync();
        var code = await till.ToCodeAsync();
        var shown = await site.ReadAsync(Till.NumberOf(code));
        var mode = await till.GetAsync(code.Button("Changer de mode d'encaissement").GetAttribute("formaction")!);
        var unknown = await till.PressAsync(mode, "Continuer", ("channel", "identifier"), ("contact", "personne@example.org"));
        unknown.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        unknown.ErrorAt("contact").ShouldStartWith("Aucun compte ne correspond");
        unknown.ValueOf("contact").ShouldBe("personne@example.org");
        (await site.ReadAsync(shown.Number)).Version.ShouldBe(shown.Version);

        var waiting = await till.PressThroughAsync(unknown, "Continuer", ("channel", "identifier"), ("contact", "karim.benali@example.org"));
        waiting.Main.ShouldContain("Identifiant ANCV : karim.benali@example.org");
        (await site.PayAsync(shown, 40_00)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);

        var mode2 = await till.GetAsync(waiting.Button("Changer de mode d'encaissement").GetAttribute("formaction")!);
        var code2 = await till.PressThroughAsync(mode2, "Continuer", ("channel", "qr"));
        var link = code2.Page.QuerySelector("[data-select]")!.GetAttribute("value");
        link.ShouldNotBe(code.Page.QuerySelector("[data-select]")!.GetAttribute("value"));
        (await site.PayAsync(shown, 40_00)).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
        (await site.PayAsync(await site.ReadAsync(shown.Number), 40_00)).Value.Number.ShouldBe(shown.Number);
    }

    [Fact]
    public async Task The_code_can_be_sent_by_e_mail_too()
    {
        await using var site = await TillSite.StartAsync(DatabaseKind.Sqlite);
        using var till = await site.TillAsync();
        var code = await till.ToCodeAsync();
        var mail = await till.GetAsync(code.Button("Envoyer").GetAttribute("formaction")!);
        var wrong = await till.PressAsync(mail, "Envoyer", ("email", "pas une adresse"));
        (wrong.Status, wrong.ErrorAt("email"), wrong.ValueOf("email"))
            .ShouldBe((HttpStatusCode.UnprocessableEntity, "Saisissez une adresse e-mail, par exemple nom@exemple.fr.", "pas une adresse"));
        var sent = await till.PressThroughAsync(wrong, "Envoyer", ("email", "client@example.org"));
        sent.Title.ShouldBe("QR Code de paiement");
        sent.Main.ShouldContain("Demande envoyée aussi à client@example.org");
        sent.Page.QuerySelector("[data-select]")!.GetAttribute("value").ShouldBe(code.Page.QuerySelector("[data-select]")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("deferred", "no", "Demande de paiement différé", "E-mail de mon client", "Date limite du paiement")]
    [InlineData("immediate", "yes", "Demande de pré-réservation immédiate", "Identifiant ou E-mail de contact Chèque-Vacances Connect", "Date limite de validation après encaissement")]
    [InlineData("deferred", "yes", "Demande de pré-réservation différée", "E-mail de mon client", "Délai limite de validation après encaissement")]
    public async Task The_other_paths_have_their_own_titles_fields_and_recap(string timing, string capture, string title, string contact, string limit)
    {
        await using var site = await TillSite.StartAsync(DatabaseKind.Sqlite);
        using var till = await site.TillAsync();
        var request = await till.ToRequestAsync(
            ("timing", timing), ("payment_days", "4"), ("capture", capture), ("capture_days", "2"), ("notify_email", "nous@example.org"), ("remember", "yes"));
        request.Title.ShouldBe(title);
        Screen.Line(request.Page.QuerySelector("label[for=contact]")).ShouldBe($"{contact} *");
        request.Page.GetElementById("channel-qr").ShouldBeNull();

        var recap = await till.PressThroughAsync(request, "Continuer", ("amount", "40"), ("contact", TillSite.Lea));
        recap.Main.ShouldContain($"{contact} {TillSite.Lea}");
        recap.Main.ShouldContain(limit);
        recap.Main.Contains("Je pourrai confirmer ou annuler la réservation depuis ma liste des opérations.").ShouldBe(capture == "yes");
        var sent = await till.PressThroughAsync(recap, "Envoyer");
        sent.Title.ShouldBe("Détail du paiement", sent.Main);
        (await till.OpenAsync("/encaissement/nouveau")).ValueOf("notify_email").ShouldBe(capture == "yes" ? "nous@example.org" : "");
    }
}
