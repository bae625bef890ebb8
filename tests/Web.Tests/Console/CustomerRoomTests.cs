using System.Globalization;
using System.Net;
using System.Text;
using AngleSharp.Dom;
using Guichet.App.Console;
using Guichet.App.Wallets.Crediting;
using Guichet.Fixtures;
using Guichet.Web.Tests.Access;
using Guichet.Web.Tests.Portal;
using static Guichet.Web.Tests.Console.RoomSteps;

namespace Guichet.Web.Tests.Console;

/// <summary>Customers, credits and accounts, over HTTP.</summary>
public class CustomerRoomTests
{
    [Theory, EachDatabase]
    public async Task A_customer_is_made_credited_by_hand_and_the_letter_sent_again(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var claire = await OperatorAsync(site);
        await claire.GetAsync("/console/clients/nouveau");
        await claire.PressAsync("Créer le client", ("first", ""), ("last", "Roux"), ("email", "lea.martin@example.org"));
        claire.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await claire.PressAsync("Créer le client", ("first", "Nadia"), ("last", "Roux"), ("email", "lea.martin@example.org"));
        claire.Status.ShouldBe(HttpStatusCode.Conflict);
        claire.Text("#email-error").ShouldContain("a déjà cette adresse");
        await claire.PressAsync("Créer le client", ("first", "Nadia"), ("last", "Roux"), ("email", "nadia.roux@example.org"));
        await claire.GetAsync(claire.Location!);
        claire.Text("h1").ShouldBe("Nadia Roux");
        var address = claire.Answer.RequestMessage!.RequestUri!.AbsolutePath;
        await claire.PressAsync("Renvoyer l'e-mail d'activation");
        claire.Location.ShouldBe($"{address}?fait=renvoye");

        await claire.GetAsync($"{address}/credit");
        await claire.PressAsync("Continuer", ("amount", "12,345"), ("issue_year", Year), ("reason", "Geste"));
        claire.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await claire.PressAsync("Continuer", ("amount", "1 200,5"), ("issue_year", Year), ("reason", "Geste"));
        claire.Text("main").ShouldContain("1\u202f200,50\u00a0€");
        (await site.Get<CreditOrders>().PageAsync(null)).ShouldBeEmpty("nothing before it is confirmed");
        var asked = claire.Html;
        await claire.PressAsync("Créditer 1\u202f200,50\u00a0€");
        claire.Location.ShouldBe($"{address}?fait=credite");
        var fields = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(asked).QuerySelectorAll("main input[type=hidden]").Select(x => (x.GetAttribute("name")!, x.GetAttribute("value")!)).ToArray();
        (await claire.PostAsync($"{address}/credit", [.. fields, ("go", "confirm")])).Location.ShouldBe($"{address}?fait=credite");
        await claire.GetAsync(address);
        claire.Text($"[data-year='{Year}']").ShouldBe("1\u202f200,50\u00a0€");
        claire.Page.QuerySelectorAll("[data-credits] tbody tr").Length.ShouldBe(1);
        foreach (var nothing in (string[])["/console/clients/99999999999", "/console/clients/99999999999/credit"])
        {
            (await claire.GetAsync(nothing)).Status.ShouldBe(HttpStatusCode.NotFound, nothing);
        }
    }

    [Theory, EachDatabase]
    public async Task An_order_is_checked_confirmed_and_credited_and_its_file_comes_once(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var claire = await OperatorAsync(site);
        await claire.GetAsync("/console/credits");
        await claire.UploadOrderAsync("rien\n");
        claire.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await claire.UploadOrderAsync("identifiant;montant\n10000000037;10\n", reference: " ");
        claire.Page.QuerySelector("#reference-error").ShouldNotBeNull();
        var refused = string.Concat(Enumerable.Range(0, 150).Select(i => string.Create(CultureInfo.InvariantCulture, $"=cmd{i};10\n")));
        var file = $"identifiant;montant\n10000000037;25,50\nrose.petit@example.org;10\n{refused}";
        await claire.UploadOrderAsync(file);
        var address = claire.Location!;
        await claire.GetAsync(address);
        claire.Text("[data-stage]").ShouldBe("À confirmer");
        claire.Page.QuerySelectorAll("[data-refused] tbody tr").Length.ShouldBe(CreditOrders.LinesPerPage);
        claire.Text("[data-refused]").ShouldContain("ce client est déjà dans le fichier");
        await claire.GetAsync(claire.Page.QuerySelector("a[href*='apres=']")!.GetAttribute("href")!);
        claire.Page.QuerySelectorAll("[data-refused] tbody tr").Length.ShouldBe(51);
        await claire.GetAsync($"{address}/lignes-refusees.csv");
        claire.Answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        claire.Html.Split("\r\n").Length.ShouldBe(153);
        claire.Html.ShouldContain("\"'=cmd0\"");
        (await claire.GetAsync("/console/credits/999/lignes-refusees.csv")).Status.ShouldBe(HttpStatusCode.NotFound);

        await claire.GetAsync("/console/credits");
        await claire.UploadOrderAsync(file);
        claire.Status.ShouldBe(HttpStatusCode.Conflict);
        claire.Page.QuerySelector($"main a[href='{address}']").ShouldNotBeNull();
        await claire.GetAsync(address);
        await claire.PressAsync("Créditer 1 client(s) de 25,50\u00a0€ en tout");
        claire.Location.ShouldBe(address);
        await site.Get<CreditCustomers>().RunAsync(site.Now, CancellationToken.None);
        for (var looks = 0; looks < 600 && claire.Text("[data-stage]") != "Créditée"; looks++)
        {
            await claire.GetAsync(address); // the site's own job may have been quicker
        }

        claire.Text("[data-stage]").ShouldBe("Créditée");
        await claire.GetAsync("/console/clients/10000000037");
        claire.Text($"[data-year='{Year}']").ShouldBe("25,50\u00a0€");
        await claire.GetAsync("/console/journal");
        claire.Page.QuerySelectorAll("tbody tr").Select(row => row.Children[3].TextContent).ShouldContain("Commande de titres confirmée");
    }

    [Fact]
    public async Task A_large_file_is_read_and_one_that_is_too_large_is_not()
    {
        await using var site = await PortalSite.StartAsync(DatabaseKind.Sqlite);
        using var claire = await OperatorAsync(site);
        await claire.GetAsync("/console/credits");
        await claire.UploadOrderAsync("identifiant;montant\n" + string.Concat(Enumerable.Repeat("x;10                                                  \n", 10_000)));
        claire.Location.ShouldStartWith("/console/credits/");
        await claire.GetAsync("/console/credits");
        var dropped = (await site.Get<CreditOrders>().PageAsync(null))[0].Id;
        await claire.GetAsync($"/console/credits/{dropped}");
        await claire.PressAsync("Abandonner la commande");
        (await claire.GetAsync($"/console/credits/{dropped}")).Status.ShouldBe(HttpStatusCode.NotFound);
        await claire.GetAsync("/console/credits");
        try
        {
            await claire.UploadAsync("/console/credits", new byte[CheckCreditOrder.MaxBytes + 1], "x.csv", ("reference", "CE"));
            ((int)claire.Status).ShouldBeOneOf(400, 413, 422);
        }
        catch (HttpRequestException)
        {
            // The server stopped reading: also an answer.
        }

        (await site.Get<CreditOrders>().PageAsync(null)).ShouldBeEmpty();
    }

    [Theory, EachDatabase]
    public async Task A_blocked_account_is_listed_and_its_holder_gets_a_link(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        for (var i = 0; i < 3; i++)
        {
            using var stranger = new Browser(site.Address);
            await stranger.SignInAsync("708901", "wrong");
        }

        using var claire = await OperatorAsync(site);
        await claire.GetAsync("/console");
        claire.Text("main").ShouldContain("1 compte(s) bloqué(s)");
        await claire.GetAsync("/console/comptes");
        var address = claire.Page.QuerySelector("main tbody th a")!.GetAttribute("href")!;
        (await claire.GetAsync("/console/comptes?q=708%20901")).Location.ShouldBe(address);
        await claire.GetAsync(address);
        claire.Text(".chip--refused").ShouldContain("Bloqué depuis le");
        claire.Html.ShouldNotContain("cimes-signataire");
        for (var i = 0; i < 3; i++)
        {
            await claire.PressAsync("Envoyer le lien");
            claire.Location.ShouldBe($"{address}?fait=lien");
            await claire.GetAsync(address);
        }

        await claire.PressAsync("Envoyer le lien");
        claire.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await claire.GetAsync("/console/comptes/999999999")).Status.ShouldBe(HttpStatusCode.NotFound);
        await claire.GetAsync("/console/journal");
        claire.Page.QuerySelectorAll("tbody tr").Count(row => row.Children[3].TextContent == "Lien de mot de passe envoyé").ShouldBe(3);
    }

    private static string Year => Guichet.Domain.ParisCalendar.DayOf(TimeProvider.System.GetUtcNow()).Year.ToString(CultureInfo.InvariantCulture);

    private static async Task<Browser> OperatorAsync(PortalSite site)
    {
        var claire = new Browser(site.Address);
        await claire.FirstSignInAsync();
        return claire;
    }
}
