using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Guichet.App.Merchants.People;
using Guichet.App.Payments;
using Guichet.App.Storage;
using Guichet.Domain.Access;
using Guichet.Fixtures;
using Guichet.Web.Tests.Portal;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Web.Tests.Account;

/// <summary>«Personnes» over HTTP.</summary>
public class PeoplePageTests
{
    [Theory, EachDatabase]
    public async Task A_cashier_made_here_collects_and_does_not_cancel(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var paul = await site.SignatoryAsync();
        var number = await AddAsync(paul, Cashier());
        await paul.GetAsync(paul.Location!);
        paul.Page.QuerySelector(".notice--success")!.TextContent.ShouldContain("camille.durand@example.org");
        paul.Page.QuerySelector("h1")!.TextContent.ShouldBe("Camille Durand");
        paul.Main.ShouldContain("Invité");

        await ActivateAsync(site, number);
        using var camille = await site.AsAsync(number);
        (await camille.GetAsync("/encaissement/nouveau")).Status.ShouldBe(HttpStatusCode.Redirect);
        var till = await site.ActorAsync(number);
        (till.Role, till.OnlyPointId is not null).ShouldBe((Role.Cashier, true));
        var asked = (await site.Get<CreatePayment>().RunAsync(till, till.OnlyPointId!.Value, new PaymentForm { Amount = "40,00", OrderReference = "Caisse-1" }, "cashier")).Value;
        (await camille.GetAsync($"/encaissement/operations/{asked.Number}")).Status.ShouldBe(HttpStatusCode.OK);
        (await camille.GetAsync($"/encaissement/operations/{asked.Number}/annuler")).Status.ShouldBe(HttpStatusCode.Forbidden);

        await paul.GetAsync($"/compte/personnes/{number}");
        paul.Main.ShouldContain("Actif");
        paul.Page.QuerySelectorAll("#email").ShouldBeEmpty("who has a password has the e-mail too");
    }

    [Theory, EachDatabase]
    public async Task A_switched_off_cashier_is_refused_at_the_next_request_and_cannot_sign_in(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind).WithStaffAsync();
        using var paul = await site.SignatoryAsync();
        using var cashier = await site.AsAsync(Staff.Cashier);
        (await cashier.GetAsync("/encaissement")).Status.ShouldBe(HttpStatusCode.OK);
        await paul.GetAsync($"/compte/personnes/{Staff.Cashier}/statut");
        paul.Main.ShouldContain("Désactiver ce compte");
        await paul.SubmitAsync();
        paul.Location.ShouldBe($"/compte/personnes/{Staff.Cashier}?fait=desactive");
        (await cashier.GetAsync("/encaissement")).Location.ShouldStartWith("/connexion");
        await cashier.GetAsync("/connexion");
        await cashier.SubmitAsync(("number", Staff.Cashier), ("password", "littoral-signataire-2026"));
        cashier.Status.ShouldBe(HttpStatusCode.Unauthorized);
        await paul.GetAsync(paul.Location!);
        paul.Main.ShouldContain("Désactivé");

        // A question that was open since before does not do the contrary.
        var token = paul.Page.QuerySelector("main input[name=_token]")!.GetAttribute("value")!;
        await paul.PostAsync($"/compte/personnes/{Staff.Cashier}/statut", ("_token", token), ("to", "off"));
        (await paul.GetAsync($"/compte/personnes/{Staff.Cashier}")).Main.ShouldContain("Réactiver ce compte");
        await paul.GetAsync($"/compte/personnes/{Staff.Cashier}/statut");
        await paul.SubmitAsync();
        (await site.AsAsync(Staff.Cashier)).Dispose();
    }

    [Theory, EachDatabase]
    public async Task Pressed_twice_the_form_makes_one_person(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var paul = await site.SignatoryAsync();
        await paul.GetAsync("/compte/personnes/nouvelle");
        var fields = Hidden(paul).Concat(Cashier()).ToArray();
        await paul.PostAsync("/compte/personnes/nouvelle", fields);
        var first = paul.Location;
        await paul.PostAsync("/compte/personnes/nouvelle", fields);
        paul.Location.ShouldBe(first);
        (await paul.GetAsync("/compte/personnes")).Page.QuerySelectorAll("[data-person]").Length.ShouldBe(3);
        (await LettersAsync(site)).ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task Bad_input_keeps_what_was_typed_with_a_sentence_beside_the_field(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var paul = await site.SignatoryAsync();
        await paul.GetAsync("/compte/personnes/nouvelle");
        await paul.SubmitAsync(("go", "save"), ("role", "cashier"), ("first", "Camille"), ("last", " "), ("email", "camille@"), ("limit", "beaucoup"), ("last_day", "32/13/2027"), ("points", Staff.Musee));
        paul.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (var (field, typed, sentence) in new[]
        {
            ("last", " ", "Indiquez le nom."), ("email", "camille@", "Saisissez une adresse e-mail"), ("limit", "beaucoup", "Saisissez un montant"), ("last_day", "32/13/2027", "Saisissez une date"),
        })
        {
            var input = paul.Page.QuerySelector<IHtmlInputElement>($"#{field}")!;
            (input.GetAttribute("value"), input.GetAttribute("aria-invalid")).ShouldBe((typed, "true"));
            paul.Page.QuerySelector($"#{field}-error")!.TextContent.ShouldContain(sentence);
            input.GetAttribute("aria-describedby")!.ShouldContain($"{field}-error");
        }

        paul.Page.QuerySelector("#first")!.GetAttribute("value").ShouldBe("Camille");
        paul.Page.QuerySelector("#role-cashier")!.HasAttribute("checked").ShouldBeTrue();
        Ticked(paul).ShouldBe([Staff.Musee]);
        (await LettersAsync(site)).ShouldBe(0);
    }

    [Theory, EachDatabase]
    public async Task Points_are_looked_for_without_losing_what_was_typed_or_ticked(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        await ManyPointsAsync(site);
        using var paul = await site.SignatoryAsync();
        await paul.GetAsync("/compte/personnes/nouvelle");
        paul.Page.QuerySelectorAll("input[name=points]").Length.ShouldBe(50);
        await paul.SubmitAsync(("go", "find"), ("find", "étape 77"), ("first", "Camille"), ("points", Staff.Pins), ("points", Staff.Port));
        paul.Status.ShouldBe(HttpStatusCode.OK);
        paul.Page.QuerySelectorAll(".error-summary").ShouldBeEmpty();
        paul.Page.QuerySelectorAll("input[name=points]").Select(x => x.GetAttribute("value")).ShouldBe([Staff.Pins, Staff.Port, "20000077"]);
        Ticked(paul).ShouldBe([Staff.Pins, Staff.Port]);
        paul.Page.QuerySelector("#first")!.GetAttribute("value").ShouldBe("Camille");
        await paul.SubmitAsync([.. Cashier("20000077"), ("points", Staff.Pins)]);
        await paul.GetAsync(paul.Location!);
        Ticked(paul).ShouldBe([Staff.Pins, "20000077"], ignoreOrder: true);
    }

    [Theory, EachDatabase]
    public async Task People_of_others_and_nobodys_numbers_are_not_found(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind).WithStaffAsync();
        using var paul = await site.SignatoryAsync();
        using var anne = await site.StrangerAsync();
        await paul.GetAsync($"/compte/personnes/{Staff.Cashier}");
        paul.Status.ShouldBe(HttpStatusCode.OK);
        foreach (var number in new[] { Staff.Cashier, "10000651", "708900", "999999999", "10000000011" })
        {
            foreach (var page in new[] { "", "/statut", "/invitation" })
            {
                (await anne.GetAsync($"/compte/personnes/{number}{page}")).Status.ShouldBe(HttpStatusCode.NotFound, number + page);
                await anne.GetAsync("/compte/personnes/nouvelle");
                var token = anne.Page.QuerySelector("main input[name=_token]")!.GetAttribute("value")!;
                (await anne.PostAsync($"/compte/personnes/{number}{page}", ("_token", token), ("to", "off"), ("go", "save"))).Status.ShouldBe(HttpStatusCode.NotFound, number + page);
            }
        }

        await anne.GetAsync("/compte/personnes/nouvelle");
        await anne.SubmitAsync(Cashier(Staff.Pins));
        anne.Status.ShouldBe(HttpStatusCode.NotFound, "a point of others");
        (await anne.GetAsync("/compte/personnes")).Page.QuerySelectorAll("[data-person]").Length.ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task The_signatory_is_shown_and_not_changed(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var paul = await site.SignatoryAsync();
        await paul.GetAsync("/compte/personnes/708900");
        paul.Page.QuerySelectorAll("main form").ShouldBeEmpty();
        (await paul.GetAsync("/compte/personnes/708900/statut")).Location.ShouldBe("/compte/personnes/708900");
        await paul.GetAsync("/compte/personnes/nouvelle");
        var token = paul.Page.QuerySelector("main input[name=_token]")!.GetAttribute("value")!;
        (await paul.PostAsync("/compte/personnes/708900", [("_token", token), .. Cashier()])).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await paul.PostAsync("/compte/personnes/708900/statut", ("_token", token), ("to", "off"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await paul.GetAsync("/encaissement")).Status.ShouldNotBe(HttpStatusCode.Forbidden);
    }

    [Theory, EachDatabase]
    public async Task The_letter_is_sent_again_until_there_were_enough(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var paul = await site.SignatoryAsync();
        var number = await AddAsync(paul, Cashier());
        for (var i = 0; i < 2; i++)
        {
            await AgainAsync(paul, number);
            paul.Location.ShouldBe($"/compte/personnes/{number}?fait=lettre");
        }

        await AgainAsync(paul, number);
        paul.Status.ShouldBe(HttpStatusCode.Conflict);
        paul.Main.ShouldContain("Déjà 3 lettres en une heure");
        (await LettersAsync(site)).ShouldBe(3);
    }

    internal static async Task<string> AddAsync(Visitor visitor, (string, string)[] fields)
    {
        await visitor.GetAsync("/compte/personnes/nouvelle");
        await visitor.SubmitAsync(fields);
        visitor.Location.ShouldNotBeNull().ShouldEndWith("?fait=cree");
        return visitor.Location!.Split('/', '?')[3];
    }

    internal static (string Name, string Value)[] Cashier(string point = Staff.Pins) =>
    [
        ("go", "save"), ("role", "cashier"), ("first", "Camille"), ("last", "Durand"), ("email", "camille.durand@example.org"), ("limit", "80"), ("last_day", "2099-08-31"), ("points", point),
    ];

    private static async Task AgainAsync(Visitor visitor, string number)
    {
        await visitor.GetAsync($"/compte/personnes/{number}");
        await visitor.PostAsync($"/compte/personnes/{number}/invitation", ("_token", visitor.Page.QuerySelector("main input[name=_token]")!.GetAttribute("value")!));
    }

    private static IEnumerable<(string, string)> Hidden(Visitor visitor) =>
        visitor.Page.QuerySelectorAll<IHtmlInputElement>("main form input[type=hidden]").Select(x => (x.Name!, x.Value));

    private static string?[] Ticked(Visitor visitor) => [.. visitor.Page.QuerySelectorAll("input[name=points][checked]").Select(x => x.GetAttribute("value"))];

    private static async Task<int> LettersAsync(PortalSite site)
    {
        await using var db = await site.Get<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        return await db.Letters.CountAsync(x => x.Kind == (int)App.Access.AccountLetterKind.Activation);
    }

    private static async Task ManyPointsAsync(PortalSite site)
    {
        await using var db = await site.Get<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        var agreement = await db.Agreements.SingleAsync(a => a.Number == "708900");
        db.PointsOfSale.AddRange(Enumerable.Range(1, 99).Select(i =>
            new App.Storage.Mapping.PointOfSaleRow { Id = 80_000 + i, AgreementId = agreement.Id, ShopId = $"{20_000_000 + i}", Name = $"Relais étape {i}", Town = "Sur la route" }));
        await db.SaveChangesAsync();
    }

    /// <summary>As if the letter had been used, with the signatory's password.</summary>
    private static async Task ActivateAsync(PortalSite site, string number)
    {
        await using var db = await site.Get<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        var hash = await db.Accounts.Where(a => a.NormalizedUserName == "M:708900").Select(a => a.PasswordHash).SingleAsync();
        await site.ChangeAsync(number, account => account.PasswordHash = hash);
    }
}
