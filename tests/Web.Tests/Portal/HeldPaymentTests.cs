using System.Net;
using AngleSharp.Dom;
using Guichet.Fixtures;

namespace Guichet.Web.Tests.Portal;

public class HeldPaymentTests
{
    [Theory, EachDatabase]
    public async Task The_merchant_keeps_less_than_was_paid(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var visitor = await site.PointAccountAsync();
        var page = await HeldAsync(visitor);
        await visitor.GetAsync($"{page}/valider");
        visitor.Page.QuerySelector("h1")!.TextContent.ShouldBe("VALIDER LA PRÉ-RÉSERVATION");
        visitor.Page.QuerySelector("#amount")!.GetAttribute("value").ShouldBe("150,00");
        foreach (var (typed, sentence) in new[] { ("150,01", "Le montant ne peut pas dépasser 150,00 €."), ("0", "Saisissez un montant en euros, par exemple 40,00."), ("<script>", "Saisissez un montant en euros, par exemple 40,00."), (new string('1', 20_001), "Saisissez un montant en euros, par exemple 40,00.") })
        {
            await visitor.SubmitAsync(("amount", typed));
            visitor.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            Visitor.Clean(visitor.Page.QuerySelector("#amount-error")!.TextContent).ShouldBe(sentence);
            visitor.Page.QuerySelector("#amount")!.GetAttribute("value").ShouldBe(typed);
        }

        await visitor.SubmitAsync(("amount", "120"));
        visitor.Location.ShouldBe(page);
        await visitor.GetAsync(page);
        visitor.Main.ShouldContain("Validé partiel");
        visitor.Main.ShouldContain("Montant validé120,00 €");
        visitor.Main.ShouldContain("Il reste 30,00 € à régler");
        visitor.Names(".timeline__what").ShouldContain("Validée pour 120,00 €");
        visitor.Page.QuerySelectorAll("main .actions").ShouldBeEmpty("nothing is left to decide");
    }

    [Theory, EachDatabase]
    public async Task All_of_it_goes_back_and_a_later_validation_hears_why_not(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var visitor = await site.PointAccountAsync();
        using var colleague = await site.SignatoryAsync();
        var page = await HeldAsync(visitor);
        await colleague.GetAsync($"{page}/valider");
        await visitor.GetAsync($"{page}/rendre?retour=%2Fencaissement%3Fstatut%3Da-valider");
        visitor.Main.ShouldContain("Montant encaissé150,00 €");
        visitor.Names("main .actions > *").ShouldBe(["NON", "OUI"]);
        await visitor.SubmitAsync();
        visitor.Location.ShouldBe("/encaissement?statut=a-valider");

        await colleague.SubmitAsync(("amount", "150,00"));
        colleague.Status.ShouldBe(HttpStatusCode.Conflict);
        colleague.Main.ShouldContain("Cette opération a changé pendant votre saisie : annulée le");
        colleague.Page.QuerySelector(".chip")!.TextContent.ShouldBe("Annulé", "what is true now");
        await colleague.GetAsync(page);
        colleague.Main.ShouldContain("Le client avait payé 150,00 € : tout lui a été rendu.");
        colleague.Names(".timeline__what").ShouldContain("Réservation annulée : 150,00 € rendus au client");
    }

    [Theory]
    [InlineData("//elsewhere.example")]
    [InlineData("https://elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    public async Task The_way_back_is_a_page_of_this_site(string elsewhere)
    {
        await using var site = await PortalSite.StartAsync(DatabaseKind.Sqlite);
        using var visitor = await site.PointAccountAsync();
        var page = await HeldAsync(visitor);
        await visitor.GetAsync($"{page}/rendre?retour={Uri.EscapeDataString(elsewhere)}");
        await visitor.SubmitAsync();
        visitor.Location.ShouldBe(page);
    }

    [Fact]
    public async Task A_form_without_its_token_changes_nothing()
    {
        await using var site = await PortalSite.StartAsync(DatabaseKind.Sqlite);
        using var visitor = await site.PointAccountAsync();
        var page = await HeldAsync(visitor);
        await visitor.PostAsync($"{page}/rendre");
        visitor.Status.ShouldBe(HttpStatusCode.BadRequest);
        visitor.Page.QuerySelector("h1")!.TextContent.ShouldBe("Demande incomplète");
        await visitor.GetAsync(page);
        visitor.Page.QuerySelector(".chip")!.TextContent.ShouldBe("A valider");
    }

    private static async Task<string> HeldAsync(Visitor visitor)
    {
        await visitor.GetAsync("/encaissement?statut=a-valider");
        return visitor.Page.QuerySelector(".ops__basket a")!.GetAttribute("href")!;
    }
}
