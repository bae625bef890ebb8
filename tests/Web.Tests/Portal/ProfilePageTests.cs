using System.Net;
using System.Net.Http.Headers;
using Guichet.Domain.Merchants.Profiles;
using Guichet.Fixtures;
using Guichet.Web.Tests.Access;

namespace Guichet.Web.Tests.Portal;

/// <summary>«Mes données mises en ligne»: fields, errors, photo, and who gets there.</summary>
public class ProfilePageTests
{
    private const string Page = "/mes-donnees/10000652", Password = "littoral-signataire-2026";
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    [Theory, EachDatabase]
    public async Task What_is_saved_is_online_and_what_is_unticked_is_not(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var paul = await site.SignatoryAsync();
        await paul.GetAsync(Page);
        paul.Page.QuerySelector("h1")!.TextContent.ShouldBe("Mes données mises en ligne");
        paul.Page.QuerySelector("#name")!.GetAttribute("value").ShouldBe("Musée de la Mer");
        foreach (var field in paul.Page.QuerySelectorAll("main form .input, main form [type=checkbox]"))
        {
            paul.Page.QuerySelector($"label[for='{field.Id}']").ShouldNotBeNull(field.Id);
        }

        await paul.SubmitAsync(Fields("Aquarium de l'Été"));
        paul.Location.ShouldBe($"{Page}?fait=enregistre");
        await paul.GetAsync(paul.Location!);
        paul.Main.ShouldContain("C'est en ligne.");
        paul.Main.ShouldContain("Dernière modification par Paul Rivière");
        var seen = paul.Page.QuerySelector(".profile__see a")!.GetAttribute("href")!;
        using var anybody = site.Visit();
        (await anybody.GetAsync(seen)).Page.QuerySelector("h1")!.TextContent.ShouldBe("Aquarium de l'Été");
        anybody.Page.QuerySelector(".spot__lines")!.TextContent.ShouldBe("Lundi\nMardi");

        await paul.SubmitAsync([.. Fields("Aquarium de l'Été").Where(field => field.Name != "published")]);
        (await paul.GetAsync(paul.Location!)).Main.ShouldContain("Ce point d'accueil n'est pas dans l'annuaire");
        (await anybody.GetAsync(seen)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, EachDatabase]
    public async Task What_is_refused_stands_beside_its_field_and_stays_as_typed(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var paul = await site.SignatoryAsync();
        await paul.GetAsync(Page);
        await paul.SubmitAsync(("name", " "), ("activities", "Zoo"), ("activities", "Casino"), ("postcode", "3312"), ("town", "Biarritz"), ("web", "http://x.example"), ("opening", "<script>alert(1)</script>"));
        paul.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (var (id, says) in new[] { ("name", "Indiquez le nom"), ("activities", "Choisissez de une à 3 activités"), ("postcode", "code postal de 5 chiffres"), ("web", "https://") })
        {
            var error = paul.Page.GetElementById($"{id}-error").ShouldNotBeNull(id);
            error.TextContent.ShouldContain(says);
            paul.Page.GetElementById(id)!.GetAttribute("aria-describedby")!.ShouldContain($"{id}-error");
        }

        paul.Page.QuerySelector("#web")!.GetAttribute("value").ShouldBe("http://x.example");
        paul.Page.QuerySelector("#opening")!.TextContent.Trim().ShouldBe("<script>alert(1)</script>");
        paul.Page.QuerySelector("#activity-Zoo")!.HasAttribute("checked").ShouldBeTrue();
        paul.Page.QuerySelector("#published")!.HasAttribute("checked").ShouldBeFalse();
    }

    [Theory, EachDatabase]
    public async Task A_manager_gets_there_and_a_cashier_and_the_account_of_a_point_see_no_way(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind).WithStaffAsync();
        using var manager = await site.AsAsync(Staff.Manager);
        (await manager.GetAsync("/mes-donnees")).Page.QuerySelectorAll(".rows__row").Select(row => row.GetAttribute("data-shop")).ShouldBe([Staff.Pins, Staff.Musee], ignoreOrder: true);
        manager.Page.QuerySelector(".nav__link[aria-current]")!.TextContent.ShouldBe("Mes données mises en ligne");
        (await manager.GetAsync($"/mes-donnees/{Staff.Port}")).Status.ShouldBe(HttpStatusCode.NotFound);
        foreach (var without in new[] { await site.AsAsync(Staff.Cashier), await site.PointAccountAsync() })
        {
            using (without)
            {
                (await without.GetAsync("/")).Page.QuerySelector(".nav a[href='/mes-donnees']").ShouldBeNull();
                (await without.GetAsync("/mes-donnees")).Status.ShouldBe(HttpStatusCode.Forbidden);
                without.Main.ShouldContain("modifier les données mises en ligne");
            }
        }

        using var nowhere = await site.AsAsync(Staff.Nowhere);
        (await nowhere.GetAsync("/mes-donnees")).Main.ShouldContain("Aucun point d'accueil ne vous est confié");
    }

    [Theory, EachDatabase]
    public async Task A_photo_is_served_as_what_it_is_at_an_address_of_its_version(DatabaseKind kind)
    {
        await using var site = await PortalSite.StartAsync(kind);
        using var browser = await new Browser(site.Address).SignInAsync("708900", Password);
        var before = (await browser.GetAsync($"{Page}/photo")).Page.QuerySelector(".profile__picture")!.GetAttribute("src")!;
        await UploadAsync(browser, "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray());
        browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        browser.Page.QuerySelector("#photo-error")!.TextContent.ShouldContain("ni un JPEG");
        await UploadAsync(browser, new byte[Photo.MaxBytes + 1]);
        browser.Page.QuerySelector("#photo-error")!.TextContent.ShouldContain("trop lourde");
        await UploadAsync(browser, null);
        browser.Page.QuerySelector("#photo-error")!.TextContent.ShouldContain("Choisissez une photo.");
        await UploadAsync(browser, Png);
        browser.Location.ShouldBe($"{Page}?fait=photo");

        var own = (await browser.GetAsync(browser.Location!)).Page.QuerySelector(".profile__picture")!.GetAttribute("src")!;
        own.ShouldNotBe(before);
        await browser.GetAsync(own);
        (browser.Status, browser.Answer.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.OK, "image/png"));
        browser.Answer.Headers.CacheControl!.NoStore.ShouldBeTrue();

        var entry = (await browser.GetAsync(Page)).Page.QuerySelector(".profile__see a")!.GetAttribute("href")!;
        using var anybody = new Browser(site.Address);
        var address = (await anybody.GetAsync(entry)).Page.QuerySelector(".spot__photo")!.GetAttribute("src")!;
        await anybody.GetAsync(address);
        (await anybody.Answer.Content.ReadAsByteArrayAsync()).ShouldBe(Png);
        anybody.Answer.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        anybody.Answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        anybody.Answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldEndWith("; sandbox");
        anybody.Answer.Headers.CacheControl!.Public.ShouldBeTrue();
        (await anybody.GetAsync($"{address[..^16]}{new string('0', 16)}")).Status.ShouldBe(HttpStatusCode.NotFound);

        await browser.GetAsync($"{Page}/photo");
        await browser.PostAsync($"{Page}/photo", ("_token", TokenOf(browser)), ("remove", "yes"));
        browser.Location.ShouldBe($"{Page}?fait=sans-photo");
        (await anybody.GetAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await anybody.GetAsync(entry)).Page.QuerySelector(".spot__photo--none").ShouldNotBeNull();
    }

    private static (string Name, string Value)[] Fields(string name) =>
    [
        ("published", "yes"), ("name", name), ("activities", "Zoo"), ("activities", "Museum"), ("description", "Des phoques"), ("street", "Esplanade"), ("postcode", "64 200"), ("town", "Biarritz"),
        ("phone", "05 59 00 06 52"), ("web", "www.example.org"), ("opening", "Lundi\r\nMardi"), ("accepted", "Les billets"), ("accessibility", "Ascenseur"),
    ];

    private static string TokenOf(Browser browser) => browser.Page.QuerySelector("main input[name=_token]")!.GetAttribute("value")!;

    /// <param name="photo">Null for a field in which nothing was chosen.</param>
    private static async Task UploadAsync(Browser browser, byte[]? photo)
    {
        await browser.GetAsync($"{Page}/photo");
        using var content = new MultipartFormDataContent { { new StringContent(TokenOf(browser)), "_token" } };
        if (photo is not null)
        {
            var file = new ByteArrayContent(photo);
            file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
            content.Add(file, "photo", "vue.png");
        }

        await browser.PostAsync($"{Page}/photo", content);
    }
}
