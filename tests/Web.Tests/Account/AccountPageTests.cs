using System.Net;
using System.Xml.Linq;
using AngleSharp.Dom;
using Guichet.App.Access;
using Guichet.App.Merchants.Points;
using Guichet.Domain.Access;
using Guichet.Fixtures;
using Guichet.Web.Merchant.Account;
using Guichet.Web.Tests.Portal;

namespace Guichet.Web.Tests.Account;

/// <summary>«Mon compte», its points and its contact data, over HTTP.</summary>
public class AccountPageTests
{
    private static readonly string[] TextNames = [.. ((string[])["AccountPages", "PeoplePages", "PointPages"])
        .SelectMany(name => XDocument.Load(Repository.PathOf($"src/Web/Texts/{name}.resx")).Root!.Elements("data").Select(x => (string)x.Attribute("name")!)).Where(name => name.Contains('.'))];

    [Theory, EachDatabase]
    public async Task Everyone_sees_who_they_are_and_the_rooms_they_may_enter(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind).WithStaffAsync();
        foreach (var (number, role, words) in new[]
        {
            ("708900", Role.Signatory, "Signataire de la convention"), (Staff.Manager, Role.Manager, "Responsable"), (Staff.Limited, Role.Cashier, "149,99"),
        })
        {
            using var visitor = await site.AsAsync(number);
            (await visitor.GetAsync("/compte")).Status.ShouldBe(HttpStatusCode.OK);
            visitor.Main.ShouldContain("Convention n° 708900");
            visitor.Main.ShouldContain(words);
            visitor.Main.ShouldContain("Camping des Pins");
            var rooms = AccountRooms.All.Where(room => RolePermissions.Allows(role, room.Needs)).Select(room => room.Address).ToList();
            visitor.Page.QuerySelectorAll(".rooms a").Select(a => a.GetAttribute("href")).ShouldBe(rooms);
            visitor.Page.QuerySelectorAll("a.room").Select(a => a.GetAttribute("href")).ShouldBe(rooms.Skip(1));
            foreach (var closed in AccountRooms.All.Where(room => !RolePermissions.Allows(role, room.Needs) && room.Name != "bank"))
            {
                (await visitor.GetAsync(closed.Address)).Status.ShouldBe(HttpStatusCode.Forbidden, $"{role} {closed.Address}");
            }
        }

        using var nowhere = await site.AsAsync(Staff.Nowhere);
        (await nowhere.GetAsync("/compte")).Main.ShouldContain("Aucun point d'accueil ne vous est confié.");
    }

    [Theory, EachDatabase]
    public async Task A_point_is_renamed_and_one_with_something_to_do_is_not_closed(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var paul = await site.SignatoryAsync();
        await paul.GetAsync($"/compte/points/{Staff.Musee}");
        await paul.SubmitAsync(("name", ""), ("town", "Anglet"));
        paul.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        paul.Page.QuerySelector("#name-error")!.TextContent.ShouldBe("Indiquez le nom du point d'accueil.");
        paul.Page.QuerySelector("#town")!.GetAttribute("value").ShouldBe("Anglet");
        await paul.SubmitAsync(("name", "Musée des Vagues"), ("town", "Anglet"));
        paul.Location.ShouldBe("/compte/points?fait=enregistre");
        (await paul.GetAsync("/compte/points")).Page.QuerySelector($"[data-shop='{Staff.Musee}']")!.TextContent.ShouldContain("Musée des Vagues");

        await site.AskAsync(await site.ActorAsync(), "Ouverte-1");
        await paul.GetAsync($"/compte/points/{Staff.Pins}/fermeture");
        paul.Page.QuerySelectorAll("main button").ShouldBeEmpty();
        paul.Page.QuerySelectorAll("main li a").Select(a => a.GetAttribute("href")).ShouldBe([$"/encaissement?point={Staff.Pins}&statut=en-attente", $"/encaissement?point={Staff.Pins}&statut=a-valider"]);
        var token = paul.Page.QuerySelector("main input[name=_token]")!.GetAttribute("value")!;
        await paul.PostAsync($"/compte/points/{Staff.Pins}/fermeture", ("_token", token));
        paul.Status.ShouldBe(HttpStatusCode.Conflict);
        paul.Main.ShouldContain("Ce point d'accueil a encore");
    }

    [Theory, EachDatabase]
    public async Task A_closed_point_is_offered_for_the_past_and_not_for_collecting(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var anne = await site.StrangerAsync();
        await anne.GetAsync("/compte/points/10000662/fermeture");
        await anne.SubmitAsync();
        anne.Location.ShouldBe("/compte/points?fait=ferme");
        (await anne.GetAsync("/compte/points")).Page.QuerySelector("[data-shop='10000662']")!.TextContent.ShouldContain("Fermé");
        (await anne.GetAsync("/compte/points/10000662")).Location.ShouldBe("/compte/points");
        (await anne.GetAsync("/encaissement/point")).Main.ShouldContain("Refuge des Cimes");
        anne.Main.ShouldContain("fermé");
        await anne.GetAsync("/encaissement/point?suite=encaisser");
        anne.Names(".radio-card label").ShouldBe(["Parc des Cimes"]);
        await anne.SubmitAsync(("point", "10000662"));
        anne.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await anne.GetAsync("/encaissement?point=10000662")).Status.ShouldBe(HttpStatusCode.OK, "its past stays");
        (await anne.GetAsync("/compte/personnes/nouvelle")).Page.QuerySelectorAll("input[name=points]").Select(x => x.GetAttribute("value")).ShouldBe(["10000661"]);
        await anne.GetAsync("/compte/points/10000661/fermeture");
        await anne.SubmitAsync();
        anne.Main.ShouldContain("C'est votre dernier point d'accueil ouvert");
    }

    [Theory, EachDatabase]
    public async Task A_point_is_asked_for_and_the_request_withdrawn(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var paul = await site.SignatoryAsync();
        await paul.GetAsync("/compte/points/demande");
        await paul.SubmitAsync(("name", "Aquarium"), ("town", ""), ("address", "3 quai Durand"), ("reason", ""));
        paul.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        paul.Page.QuerySelector("#reason")!.GetAttribute("aria-invalid").ShouldBe("true");
        paul.Page.QuerySelector("#name")!.GetAttribute("value").ShouldBe("Aquarium");
        await paul.SubmitAsync(("name", "Aquarium"), ("town", "La Rochelle"), ("address", "3 quai Durand"), ("reason", "Une entrée <b>de plus</b>"));
        paul.Location.ShouldBe("/compte/points?fait=demande");
        await paul.GetAsync(paul.Location!);
        var request = paul.Page.QuerySelector("[data-request]")!;
        Visitor.Clean(request.TextContent).ShouldContain("En attente");
        var address = request.QuerySelector("a")!.GetAttribute("href")!;
        using var anne = await site.StrangerAsync();
        (await anne.GetAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await anne.GetAsync("/compte/points/10000651")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await anne.GetAsync("/compte/points/10000651/fermeture")).Status.ShouldBe(HttpStatusCode.NotFound);
        await paul.GetAsync(address);
        await paul.SubmitAsync();
        paul.Location.ShouldBe("/compte/points?fait=retire");
        (await paul.GetAsync(address)).Location.ShouldBe("/compte/points");
    }

    [Theory, EachDatabase]
    public async Task Contact_data_is_kept_and_bad_input_stays_as_typed(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var paul = await site.SignatoryAsync();
        await paul.GetAsync("/compte/coordonnees");
        paul.Page.QuerySelectorAll("input[name=name], input[name=siret]").ShouldBeEmpty();
        await paul.SubmitAsync(("email", "accueil@"), ("phone", "appelez"), ("address", "1 avenue de la Plage"), ("activity", "Camping"));
        paul.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        paul.Page.QuerySelector("#phone")!.GetAttribute("value").ShouldBe("appelez");
        paul.Page.QuerySelector("#email-error")!.TextContent.ShouldContain("adresse e-mail");
        await paul.SubmitAsync(("email", "accueil@littoral.example.org"), ("phone", "05 56 00 00 00"), ("address", "1 avenue de la Plage"), ("activity", "Camping"));
        paul.Location.ShouldBe("/compte/coordonnees?fait=enregistre");
        await paul.GetAsync(paul.Location!);
        paul.Main.ShouldContain("Vos coordonnées sont enregistrées.");
        paul.Page.QuerySelector("#email")!.GetAttribute("value").ShouldBe("accueil@littoral.example.org");
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("en")]
    public async Task Every_room_is_whole_in_both_languages(string language)
    {
        await using var site = await PortalSite.StartAsync(DatabaseKind.Sqlite).WithStaffAsync();
        using var paul = await site.AsAsync("708900", language);
        var actor = await site.ActorAsync("708900");
        await site.Get<PointRequests>().AskAsync(actor, new PointRequestForm("Aquarium", "La Rochelle", "3 quai Durand", "Une entrée de plus"), "k", site.Now);
        var request = (await site.Get<PointRequests>().ListAsync(actor))[0].Id;
        var invited = await PeoplePageTests.AddAsync(paul, PeoplePageTests.Cashier());
        foreach (var path in new[]
        {
            "/compte", "/compte/personnes", "/compte/personnes?q=zzz", "/compte/personnes/nouvelle", $"/compte/personnes/{invited}", $"/compte/personnes/{invited}?fait=cree",
            $"/compte/personnes/{invited}/statut", "/compte/personnes/708900", "/compte/points", "/compte/points?q=zzz", "/compte/points/demande", $"/compte/points/demande/{request}/retrait",
            $"/compte/points/{Staff.Musee}", $"/compte/points/{Staff.Pins}/fermeture", $"/compte/points/{Staff.Musee}/fermeture", "/compte/coordonnees",
        })
        {
            (await paul.GetAsync(path)).Status.ShouldBe(HttpStatusCode.OK, path);
            paul.Page.DocumentElement.GetAttribute("lang").ShouldBe(language, path);
            paul.Page.QuerySelectorAll("h1").Length.ShouldBe(1, path);
            var read = $"{paul.Page.Title} {paul.Page.Body!.TextContent} {string.Join(' ', paul.Page.QuerySelectorAll("[aria-label]").Select(x => x.GetAttribute("aria-label")))}";
            TextNames.Where(name => read.Contains(name, StringComparison.Ordinal)).ShouldBeEmpty(path);
            paul.Page.QuerySelectorAll("[style], style, script:not([src])").ShouldBeEmpty(path);
            var ids = paul.Page.QuerySelectorAll("main [id]").Select(x => x.Id).ToList();
            ids.ShouldBeUnique(path);
        }
    }
}
