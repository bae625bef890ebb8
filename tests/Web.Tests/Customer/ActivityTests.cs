using System.Net;
using Guichet.App.Payments;
using Guichet.App.Payments.Activity;
using Guichet.Domain;
using Guichet.Fixtures;

namespace Guichet.Web.Tests.Customer;

/// <summary>What is left of a payment afterwards: the receipt, the history, what is held.</summary>
public class ActivityTests
{
    [Theory, EachDatabase]
    public async Task What_is_held_stands_with_the_day_on_which_it_comes_back(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var (customer, lea) = (await world.CustomerAsync(), await world.VisitAsync());
        (await lea.GetAsync("/app/reservations")).Main.ShouldContain("Rien n'est réservé.");
        var payment = await HoldAsync(world, "95");

        var home = await lea.GetAsync("/app");
        home.Page.QuerySelector(".balance__held")!.GetAttribute("href").ShouldBe("/app/reservations");
        var held = await lea.GetAsync("/app/reservations");
        held.Title.ShouldBe("Réservations");
        held.Main.ShouldContain("95,00 €");
        held.Main.ShouldContain("Camping des Pins peut valider jusqu'au");
        held.Page.QuerySelector(".held__item")!.GetAttribute("href").ShouldBe($"/app/paiements/{payment.Number}");
        (await world.Get<ReadHeld>().RunAsync(customer)).Total.ShouldBe(new Money(95_00));
        (await world.Get<ReadHeld>().RunAsync(await world.CustomerAsync(AppWorld.Karim, AppWorld.KarimPassword))).Count.ShouldBe(0);
    }

    [Theory, EachDatabase]
    public async Task A_merchant_who_keeps_less_says_why_and_the_receipt_repeats_it(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var lea = await world.VisitAsync();
        var payment = await HoldAsync(world, "95");
        var capture = world.Get<CapturePayment>();
        (await capture.RunAsync(world.Till, payment.Number, "80", null, "\u202Epiège")).Refusal.ShouldBe(new Refusal(RefusalCode.TextInvalid, 140) { Field = "reason" });
        (await capture.RunAsync(world.Till, payment.Number, "80", null, new string('x', 141))).Refusal!.Field.ShouldBe("reason");
        (await capture.RunAsync(world.Till, payment.Number, "80", null, " Une nuit de moins <b> ")).Refusal.ShouldBeNull();

        var receipt = await lea.GetAsync($"/app/paiements/{payment.Number}");
        receipt.Main.ShouldContain("Camping des Pins a gardé 80,00 € sur les 95,00 € réservés ; 15,00 € vous ont été rendus.");
        receipt.Page.QuerySelector(".reason")!.TextContent.ShouldContain("Une nuit de moins <b>");
        receipt.Page.QuerySelector("article[data-keep-offline]").ShouldNotBeNull();
    }

    [Theory, EachDatabase]
    public async Task A_receipt_that_was_given_back_says_so_first_and_is_not_offered_to_the_cashier(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var lea = await world.VisitAsync();
        var payment = await HoldAsync(world, "95");
        var path = $"/app/paiements/{payment.Number}";
        var fresh = await lea.GetAsync(path);
        fresh.Page.QuerySelector("[data-show]").ShouldNotBeNull();
        fresh.Page.QuerySelector("#montrer .show__state")!.TextContent.Trim().ShouldBe("Réservé");
        (await world.Get<VoidPayment>().RunAsync(world.Till, payment.Number, null, "Camping complet")).Refusal.ShouldBeNull();

        var after = await lea.GetAsync(path);
        after.Page.QuerySelector("#payment > :first-child")!.TextContent.ShouldContain("Ce paiement a été annulé");
        after.Main.ShouldContain("Camping complet");
        after.Page.QuerySelector("[data-show]").ShouldBeNull();
        after.Page.QuerySelector("#montrer .show__state")!.TextContent.Trim().ShouldBe("Annulé");
    }

    [Theory, EachDatabase]
    public async Task An_older_receipt_says_how_old_it_is(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var payment = await HoldAsync(world, "95");
        world.Later(TimeSpan.FromHours(3) + TimeSpan.FromMinutes(1));
        var age = (await (await world.VisitAsync()).GetAsync($"/app/paiements/{payment.Number}")).Page.QuerySelector(".age")!;
        age.TextContent.ShouldBe("il y a 3 h");
        age.ClassList.ShouldContain("age--old");
    }

    [Theory, EachDatabase]
    public async Task The_state_of_a_receipt_is_the_payers_alone(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var payment = await HoldAsync(world, "95");
        var answer = await (await (await world.VisitAsync()).Client.GetAsync($"/app/paiements/{payment.Number}/etat")).Content.ReadAsStringAsync();
        answer.ShouldContain("\"version\":2");
        var karim = await world.VisitAsync(AppWorld.Karim, AppWorld.KarimPassword);
        (await karim.Client.GetAsync($"/app/paiements/{payment.Number}/etat")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await karim.Client.GetAsync("/app/paiements/ABC/etat")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await world.Visit().Client.GetAsync($"/app/paiements/{payment.Number}/etat")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, EachDatabase]
    public async Task The_history_is_searched_without_accents_and_by_month_and_shows_titles_and_refused_requests(DatabaseKind kind)
    {
        await using var world = await AppWorld.StartAsync(kind);
        var (customer, lea) = (await world.CustomerAsync(), await world.VisitAsync());
        var held = await HoldAsync(world, "95", "Séjour d'été");
        var declined = await world.AskAsync("30", AppWorld.Lea);
        (await world.Get<DeclinePayment>().RunAsync(customer, declined.Id, null)).Refusal.ShouldBeNull();

        var all = await lea.GetAsync("/app/historique");
        all.Page.QuerySelectorAll(".amount--in").Length.ShouldBe(2, "titles of two years");
        all.Page.QuerySelectorAll("a.history__row").Length.ShouldBe(2);
        (await RowsAsync(lea, "?q=sejour+ETE")).ShouldBe([$"/app/paiements/{held.Number}"]);
        (await RowsAsync(lea, $"?q={declined.Number}")).ShouldBe([$"/app/demandes/{declined.Number}"]);
        (await RowsAsync(lea, "?vue=reservees")).ShouldBe([$"/app/paiements/{held.Number}"]);
        (await RowsAsync(lea, "?vue=terminees")).ShouldBe([$"/app/demandes/{declined.Number}"]);
        (await RowsAsync(lea, "?vue=payees")).ShouldBeEmpty();
        (await RowsAsync(lea, "?mois=2019-01")).ShouldBeEmpty();
        foreach (var strange in new[] { "mois=x", "mois=0000-00", "mois=9999-12", "vue=autre", "q=%25", "apres=1-2-t", "apres=1-2-x" })
        {
            (await lea.GetAsync($"/app/historique?{strange}")).Status.ShouldBe(HttpStatusCode.OK, strange);
        }

        var today = ParisCalendar.DayOf(world.Now);
        var month = await lea.GetAsync($"/app/historique?mois={today:yyyy-MM}");
        month.Page.QuerySelector(".month__sums")!.TextContent.Replace('\u00A0', ' ').ShouldContain("95,00 €");
        month.Page.QuerySelector("select option[selected]")!.GetAttribute("value").ShouldBe($"{today:yyyy-MM}");
    }

    private static async Task<List<string>> RowsAsync(Visitor visitor, string query) =>
        [.. (await visitor.GetAsync($"/app/historique{query}")).Page.QuerySelectorAll("a.history__row").Select(row => row.GetAttribute("href")!)];

    /// <summary>A reservation that Léa paid.</summary>
    private static async Task<Domain.Payments.Payment> HoldAsync(AppWorld world, string amount, string description = "")
    {
        var payment = await world.AskAsync(amount, AppWorld.Lea, delay: true, description: description);
        return (await world.Get<ApprovePayment>().RunAsync(await world.CustomerAsync(), payment.Id, null, payment.Amounts.Requested, payment.Number)).Value;
    }
}
