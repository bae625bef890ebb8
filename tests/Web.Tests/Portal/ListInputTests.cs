using System.Net;
using AngleSharp.Dom;
using Guichet.Fixtures;

namespace Guichet.Web.Tests.Portal;

/// <summary>Whatever stands in the address is text, and what is wrong stays as typed beside its message.</summary>
public class ListInputTests(ListSites sites) : IClassFixture<ListSites>
{
    private const string Attack = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'{{7*7}}";

    [Theory]
    [InlineData("du")]
    [InlineData("au")]
    [InlineData("min")]
    [InlineData("max")]
    [InlineData("panier")]
    [InlineData("client")]
    [InlineData("vendeur")]
    [InlineData("q")]
    [InlineData("statut")]
    [InlineData("type")]
    [InlineData("periode")]
    [InlineData("tri")]
    [InlineData("apres")]
    [InlineData("avant")]
    [InlineData("totaux")]
    public async Task Nothing_that_is_typed_becomes_markup(string field)
    {
        using var visitor = await (await sites.OnAsync(DatabaseKind.Sqlite)).PointAccountAsync();
        await visitor.GetAsync($"/encaissement?{field}={Uri.EscapeDataString(Attack)}");
        visitor.Status.ShouldBe(HttpStatusCode.OK);
        var html = await visitor.Answer.Content.ReadAsStringAsync();
        html.ShouldNotContain("<script>alert");
        visitor.Page.QuerySelectorAll("script:not([src]), img[onerror], [onerror], [onload]").ShouldBeEmpty();
        visitor.Page.QuerySelectorAll("a[href]").ShouldAllBe(a => a.GetAttribute("href")!.StartsWith('/') || a.GetAttribute("href")!.StartsWith('#'));
        if (visitor.Page.QuerySelector($"input#{field}") is { } input)
        {
            input.GetAttribute("value").ShouldBe(Attack, "it stays as typed");
        }
    }

    [Theory]
    [InlineData("du", "31/02/2026", "Saisissez une date, par exemple 24/06/2020.")]
    [InlineData("min", "4O", "Saisissez un montant en euros, par exemple 40,00.")]
    [InlineData("max", "100000,01", "Le montant maximum est de 100 000,00 €.")]
    [InlineData("q", "a\u200Bb", "Saisissez au plus 60 caractères, sans caractère invisible.")]
    public async Task A_wrong_value_stays_with_its_message_and_is_not_applied(string field, string typed, string message)
    {
        using var visitor = await (await sites.OnAsync(DatabaseKind.Sqlite)).PointAccountAsync();
        await visitor.GetAsync($"/encaissement?{field}={Uri.EscapeDataString(typed)}&type=immediat");
        var input = visitor.Page.QuerySelector($"#{field}")!;
        input.GetAttribute("value").ShouldBe(typed);
        input.GetAttribute("aria-invalid").ShouldBe("true");
        Visitor.Clean(visitor.Page.GetElementById(input.GetAttribute("aria-describedby")!.Split(' ')[^1])!.TextContent).ShouldBe(message);
        visitor.Page.QuerySelector(".filters[open] [role=alert]")!.TextContent.ShouldContain("Un filtre n'est pas appliqué");
        visitor.Names(".removable").ShouldBe(["Retirer le filtre Type : Paiement immédiat"]);
        visitor.Page.QuerySelectorAll(".counter, .removable, .sort").ShouldAllBe(a => !a.GetAttribute("href")!.Contains($"{field}="));
    }

    [Fact]
    public async Task The_form_holds_what_was_understood()
    {
        using var visitor = await (await sites.OnAsync(DatabaseKind.Sqlite)).PointAccountAsync();
        await visitor.GetAsync("/encaissement?min=1%20234,5&client=%20Martin%20&periode=aujourdhui&statut=valide&tri=montant");
        Value("min").ShouldBe("1234,50");
        Value("client").ShouldBe("Martin");
        Value("du").ShouldBe(Value("au"));
        visitor.Page.QuerySelectorAll(".finder__form input[type=hidden]").Select(x => $"{x.GetAttribute("name")}={x.GetAttribute("value")}").ShouldBe(["periode=aujourdhui", "tri=montant"]);
        visitor.Page.QuerySelector("#statut option[selected]")!.GetAttribute("value").ShouldBe("valide");

        string? Value(string field) => visitor.Page.GetElementById(field)!.GetAttribute("value");
    }

    [Fact]
    public async Task The_list_speaks_English_too()
    {
        using var visitor = await (await sites.OnAsync(DatabaseKind.Sqlite)).PointAccountAsync("en");
        await visitor.GetAsync("/encaissement?type=differe");
        visitor.Names(".counter")[2].ShouldStartWith("To validate:");
        visitor.Names(".removable").ShouldBe(["Remove the filter Type: Deferred payment"]);
    }
}
