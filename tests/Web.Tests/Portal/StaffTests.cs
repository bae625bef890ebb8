using System.Net;
using AngleSharp.Dom;
using Guichet.App.Payments;
using Guichet.App.Payments.Exporting;
using Guichet.App.Payments.Closing;
using Guichet.Domain;
using Guichet.Domain.Access;
using Guichet.Domain.Payments;
using Guichet.Fixtures;

namespace Guichet.Web.Tests.Portal;

/// <summary>A manager of two of three points, and cashiers of one, over HTTP.</summary>
public class StaffTests
{
    [Theory, EachDatabase]
    public async Task A_manager_chooses_among_the_points_given_and_all_of_them_means_those(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind).WithStaffAsync();
        using var visitor = await site.AsAsync(Staff.Manager);
        (await visitor.GetAsync("/encaissement")).Location.ShouldBe("/encaissement/point");
        await visitor.GetAsync("/encaissement/point");
        visitor.Names(".radio-card label").ShouldBe(["Camping des Pins", "Musée de la Mer"], ignoreOrder: true);
        await visitor.SubmitAsync(("point", Staff.Port));
        visitor.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "a point of the agreement, but of others");
        await visitor.SubmitAsync(("point", Staff.Musee));
        visitor.Location.ShouldBe($"/encaissement?point={Staff.Musee}");
        await visitor.GetAsync("/encaissement");
        visitor.Page.QuerySelector(".point__name")!.TextContent.ShouldContain("Musée de la Mer");

        var (manager, signatory) = (await site.ActorAsync(Staff.Manager), await site.ActorAsync("708900"));
        var find = site.Get<FindPayments>();
        var (mine, all) = (await find.TotalsAsync(manager, new PaymentFilter(), site.Now), await find.TotalsAsync(signatory, new PaymentFilter(), site.Now));
        var given = await find.TotalsAsync(signatory, new PaymentFilter { PointOfSaleIds = [.. manager.Points!] }, site.Now);
        (mine, mine == all).ShouldBe((given, false), "the third point has payments too");
        await visitor.GetAsync("/encaissement?points=tous&totaux=1");
        visitor.Status.ShouldBe(HttpStatusCode.OK);
        visitor.Page.QuerySelectorAll(".ops__point").Select(cell => Visitor.Clean(cell.TextContent)).ShouldNotContain("Hôtel du Port");
        (await visitor.GetAsync($"/encaissement?points={Staff.Pins},{Staff.Musee}")).Status.ShouldBe(HttpStatusCode.OK);
        (await visitor.GetAsync($"/encaissement?points={Staff.Pins},{Staff.Port}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.GetAsync($"/encaissement?point={Staff.Port}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.GetAsync("/encaissement/etat?points=tous")).Status.ShouldBe(HttpStatusCode.OK);
        (await visitor.GetAsync($"/encaissement/etat?point={Staff.Port}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, EachDatabase]
    public async Task A_manager_does_at_the_points_given_what_the_signatory_does_and_nothing_elsewhere(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind).WithStaffAsync();
        using var signatory = await site.AsAsync("708900");
        using var manager = await site.AsAsync(Staff.Manager);
        await signatory.GetAsync($"/encaissement?point={Staff.Port}");
        var elsewhere = signatory.Page.QuerySelector("[data-payment]")!.GetAttribute("data-payment");
        foreach (var page in new[] { "", "/valider", "/rendre", "/annuler", "/recu.pdf", "/reste", "/etat" })
        {
            (await manager.GetAsync($"/encaissement/operations/{elsewhere}{page}")).Status.ShouldBe(HttpStatusCode.NotFound, page);
        }

        var held = await HeldAsync(manager);
        await manager.GetAsync($"{held}/valider");
        await manager.SubmitAsync(("amount", "150"));
        manager.Location.ShouldBe(held);
        await manager.GetAsync($"/encaissement/export.csv?points=tous");
        var file = await manager.Answer.Content.ReadAsStringAsync();
        file.ShouldContain(Staff.Pins);
        file.ShouldNotContain(Staff.Port);
        (await manager.GetAsync("/encaissement/cloture?points=tous")).Status.ShouldBe(HttpStatusCode.OK);
        manager.Main.ShouldNotContain("Hôtel du Port");
        await manager.GetAsync($"/encaissement/nouveau?point={Staff.Port}");
        manager.Status.ShouldBe(HttpStatusCode.NotFound);
        (await site.Get<CreatePayment>().RunAsync(await site.ActorAsync(Staff.Manager), (await site.Get<ReadPayment>().RunAsync(await site.ActorAsync("708900"), elsewhere!)).Value.PointOfSaleId,
            new PaymentForm { Amount = "40", OrderReference = "R" }, "elsewhere")).Refusal!.Code.ShouldBe(RefusalCode.NotFound);
    }

    [Theory, EachDatabase]
    public async Task A_cashier_sees_collects_and_notes_and_is_offered_nothing_else(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind).WithStaffAsync();
        using var cashier = await site.AsAsync(Staff.Limited);
        (await cashier.GetAsync("/encaissement")).Status.ShouldBe(HttpStatusCode.OK, "the only point needs no choice");
        cashier.Page.QuerySelectorAll("[data-export], .close-day, .ops__buttons a[href*='/rendre'], .ops__buttons a[href*='/annuler']").ShouldBeEmpty();
        cashier.Page.QuerySelector(".collect")!.GetAttribute("href").ShouldBe("/encaissement/nouveau");
        var held = await HeldAsync(cashier);
        await cashier.GetAsync(held);
        cashier.Page.QuerySelectorAll("main .split .actions").ShouldBeEmpty("150 € are too much to validate");
        await cashier.PostAsync($"{held}/notes", ("_token", cashier.Page.QuerySelector("input[name=_token]")!.GetAttribute("value")!), ("note", "Client au téléphone"));
        cashier.Location.ShouldBe($"{held}#notes");

        using var other = await site.AsAsync(Staff.Cashier);
        await other.GetAsync(held);
        other.Names("main .split .actions a").ShouldBe(["Valider"], "without a limit");

        var till = await site.ActorAsync(Staff.Limited);
        var asked = (await site.Get<CreatePayment>().RunAsync(till, till.OnlyPointId!.Value, new PaymentForm { Amount = "40,00", OrderReference = "Caisse-1" }, "cashier")).Value;
        await cashier.GetAsync($"/encaissement/nouveau/operation/{asked.Number}/qr");
        cashier.Status.ShouldBe(HttpStatusCode.OK);
        cashier.Page.QuerySelectorAll("[formaction*='/annuler']").ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task What_a_cashier_may_not_do_is_refused_with_the_name_of_the_right(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind).WithStaffAsync();
        using var cashier = await site.AsAsync(Staff.Limited);
        var held = await HeldAsync(cashier);
        foreach (var (path, right) in new[]
        {
            ($"{held}/rendre", "annuler une opération"), ($"{held}/annuler", "annuler une opération"), ("/encaissement/export.csv", "exporter la liste"), ("/encaissement/cloture", "clôturer la journée"),
        })
        {
            (await cashier.GetAsync(path)).Status.ShouldBe(HttpStatusCode.Forbidden, path);
            cashier.Main.ShouldContain($"Il manque à votre compte le droit « {right} ».");
            (await cashier.PostAsync(path)).Status.ShouldBe(HttpStatusCode.Forbidden, path);
        }

        (await cashier.GetAsync($"{held}/valider")).Status.ShouldBe(HttpStatusCode.Forbidden);
        cashier.Main.ShouldContain("Le droit « valider une pré-réservation » de votre compte s'arrête à 149,99 €.");
        cashier.Page.QuerySelectorAll("#amount").ShouldBeEmpty();
        var token = cashier.Page.QuerySelector("main input[name=_token]")!.GetAttribute("value")!;
        foreach (var amount in new[] { "150", "10" })
        {
            (await cashier.PostAsync($"{held}/valider", ("_token", token), ("amount", amount))).Status.ShouldBe(HttpStatusCode.Forbidden, "validating less would give the rest back");
        }

        await site.ChangeAsync(Staff.Limited, account => account.CaptureLimit = 150_00);
        await cashier.GetAsync($"{held}/valider");
        await cashier.SubmitAsync(("amount", "150"));
        cashier.Location.ShouldBe(held);
    }

    [Theory, EachDatabase]
    public async Task Use_cases_refuse_by_themselves_what_no_page_would_let_through(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind).WithStaffAsync();
        using var visitor = await site.AsAsync(Staff.Cashier);
        var held = (await HeldAsync(visitor)).Split('/')[^1];
        var cashier = await site.ActorAsync(Staff.Cashier);
        var nobody = cashier with { Role = Role.Customer };
        (await site.Get<VoidPayment>().RunAsync(cashier, held)).Refusal.ShouldBe(new Refusal(RefusalCode.Forbidden, Permission.Cancel));
        (await site.Get<CancelPayment>().RunAsync(cashier, held)).Refusal.ShouldBe(new Refusal(RefusalCode.Forbidden, Permission.Cancel));
        (await site.Get<CapturePayment>().RunAsync(nobody, held, "1")).Refusal.ShouldBe(new Refusal(RefusalCode.Forbidden, Permission.Capture));
        (await site.Get<CreatePayment>().RunAsync(nobody, 1, new PaymentForm(), "k")).Refusal.ShouldBe(new Refusal(RefusalCode.Forbidden, Permission.Collect));
        (await site.Get<MailRequest>().RunAsync(nobody, held, "a@example.org", "k")).Refusal.ShouldBe(new Refusal(RefusalCode.Forbidden, Permission.Collect));
        (await site.Get<ChangeChannel>().RunAsync(nobody, held, null, "k")).Refusal.ShouldBe(new Refusal(RefusalCode.Forbidden, Permission.Collect));
        (await site.Get<SendRequestAgain>().RunAsync(nobody, held, "k")).Refusal.ShouldBe(new Refusal(RefusalCode.Forbidden, Permission.Collect));
        (await site.Get<PaymentNotes>().AddAsync(nobody, held, "x", "k", site.Now)).Refusal.ShouldBe(new Refusal(RefusalCode.Forbidden, Permission.WriteNotes));
        (await site.Get<PaymentNotes>().DeleteAsync(nobody, held, "k")).Refusal.ShouldBe(new Refusal(RefusalCode.Forbidden, Permission.WriteNotes));
        (await site.Get<RecordRemainder>().RunAsync(nobody, held, RemainderMeans.Cash, new Money(1), "k", site.Now)).Refusal.ShouldBe(new Refusal(RefusalCode.Forbidden, Permission.RecordRemainder));
        (await site.Get<WithdrawRemainder>().RunAsync(nobody, held, 1, site.Now)).Refusal.ShouldBe(new Refusal(RefusalCode.Forbidden, Permission.RecordRemainder));
        await Should.ThrowAsync<UnauthorizedAccessException>(() => site.Get<ExportPayments>().OpenAsync(cashier, new PaymentFilter(), site.Now));
        await Should.ThrowAsync<UnauthorizedAccessException>(() => site.Get<CloseDay>().RunAsync(cashier, null, ParisCalendar.DayOf(site.Now), site.Now));
    }

    [Theory, EachDatabase]
    public async Task The_right_is_named_in_English_too(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind).WithStaffAsync();
        using var cashier = await site.AsAsync(Staff.Cashier, "en");
        await cashier.GetAsync("/encaissement/cloture");
        cashier.Main.ShouldContain("Your account lacks the right “close the day”.");
    }

    [Theory, EachDatabase]
    public async Task Somebody_without_any_point_sees_nothing(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind).WithStaffAsync();
        using var visitor = await site.AsAsync(Staff.Nowhere);
        await visitor.GetAsync("/encaissement/point");
        visitor.Names(".radio-card label").ShouldBeEmpty();
        await visitor.GetAsync("/encaissement?points=tous");
        visitor.Page.QuerySelectorAll("[data-payment]").ShouldBeEmpty();
        (await visitor.GetAsync($"/encaissement?point={Staff.Pins}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>The demonstration's pre-reservation of 150 € at «Camping des Pins».</summary>
    private static async Task<string> HeldAsync(Visitor visitor)
    {
        await visitor.GetAsync($"/encaissement?point={Staff.Pins}&statut=a-valider");
        return $"/encaissement/operations/{visitor.Page.QuerySelector("[data-payment]")!.GetAttribute("data-payment")}";
    }
}
