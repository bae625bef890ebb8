using System.Net;
using System.Text;
using Guichet.Fixtures;
using Guichet.Web.Merchant.Operations;

namespace Guichet.Web.Tests.Portal;

public sealed class ExportTests(PortalSites sites) : IClassFixture<PortalSites>
{
    [Theory, EachDatabase]
    public async Task A_workbook_is_what_the_documentation_promises(DatabaseKind kind)
    {
        using var visitor = await (await sites.OnAsync(kind)).PointAccountAsync();
        await visitor.GetAsync("/encaissement/export.xlsx");
        visitor.Status.ShouldBe(HttpStatusCode.OK);
        var headers = visitor.Answer.Content.Headers;
        headers.ContentType!.MediaType.ShouldBe("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        headers.ContentDisposition!.FileName!.ShouldMatch("^\"?operations-20[0-9]{2}-[01][0-9]-[0-3][0-9]\\.xlsx\"?$");
        visitor.Answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var sheet = ExportedFile.Sheets(await visitor.Answer.Content.ReadAsByteArrayAsync()).ShouldHaveSingleItem();
        sheet.Name.ShouldBe("Opérations");
        sheet.Rows[0].Select(cell => cell!.Value).ShouldBe(Documented(french: true));
        sheet.Rows.Count.ShouldBe(1 + 10);
        var statuses = sheet.Rows.Skip(1).Select(row => $"{row[6]!.Value} | {row[7]!.Value} {row[8]?.Value}".TrimEnd()).ToList();
        statuses.ShouldContain("Paiement immédiat | Validé partiel");
        statuses.ShouldContain("Paiement immédiat | Annulé refusé par le client");
        statuses.ShouldContain("Paiement différé | En attente de paiement client");
        statuses.ShouldContain("Pré-réservation | A valider");
    }

    [Theory]
    [InlineData("fr", "42,00", "Paiement immédiat")]
    [InlineData("en", "42.00", "Immediate payment")]
    public async Task A_csv_speaks_the_language_of_its_reader(string language, string amount, string type)
    {
        using var visitor = await (await sites.OnAsync(DatabaseKind.Sqlite)).PointAccountAsync(language);
        await visitor.GetAsync("/encaissement/export.csv");
        visitor.Answer.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8");
        var bytes = await visitor.Answer.Content.ReadAsByteArrayAsync();
        bytes[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        var rows = Rows(bytes);
        rows[0].ShouldBe(Documented(french: language == "fr"));
        rows.ShouldContain(row => row[15] == amount && row[6] == type);
    }

    [Theory, EachDatabase]
    public async Task A_file_has_the_filter_and_the_order_of_the_list(DatabaseKind kind)
    {
        using var visitor = await (await sites.OnAsync(kind)).SignatoryAsync();
        foreach (var query in new[] { "point=10000651", "points=tous", "points=10000651,10000653&tri=montant", "point=10000651&statut=annule", "points=tous&type=pre-reservation&tri=-panier", "point=10000651&min=50&max=200", "points=tous&q=introuvable" })
        {
            await visitor.GetAsync($"/encaissement?{query}");
            List<string> seen = [.. Numbers(visitor)];
            while (visitor.Page.QuerySelector(".pager a[rel=next]")?.GetAttribute("href") is { } next)
            {
                await visitor.GetAsync(next);
                seen.AddRange(Numbers(visitor));
            }

            await visitor.GetAsync($"/encaissement/export.csv?{query}");
            Rows(await visitor.Answer.Content.ReadAsByteArrayAsync()).Skip(1).Select(row => row[0]).ShouldBe(seen, query);
        }
    }

    [Theory, EachDatabase]
    public async Task Everybody_exports_their_own(DatabaseKind kind)
    {
        var site = await sites.OnAsync(kind);
        using var owner = await site.PointAccountAsync();
        using var signatory = await site.SignatoryAsync();
        using var stranger = await site.StrangerAsync();
        (await ShopsAsync(owner, "")).ShouldBe(["10000651"]);
        (await ShopsAsync(signatory, "?points=tous")).ShouldBeSubsetOf(["10000651", "10000652", "10000653"]);
        (await ShopsAsync(stranger, "?points=tous")).ShouldBeSubsetOf(["10000661", "10000662"]);
        foreach (var (visitor, query) in new[] { (owner, "point=10000652"), (owner, "points=10000651,10000652"), (stranger, "point=10000651"), (stranger, "point=99999999"), (stranger, "points=10000661,10000651") })
        {
            (await visitor.GetAsync($"/encaissement/export.csv?{query}")).Status.ShouldBe(HttpStatusCode.NotFound, query);
        }

        await signatory.GetAsync("/encaissement/export.csv");
        signatory.Location.ShouldBe("/encaissement/point", "a signatory chooses first");
        using var nobody = site.Visit();
        (await nobody.GetAsync("/encaissement/export.xlsx")).Location!.ShouldStartWith("/connexion");
        (await owner.GetAsync("/encaissement/export.pdf")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Asking_only_whether_it_is_there_reads_nothing()
    {
        using var visitor = await (await sites.OnAsync(DatabaseKind.Sqlite)).PointAccountAsync();
        await visitor.SendAsync(HttpMethod.Head, "/encaissement/export.xlsx");
        visitor.Status.ShouldBe(HttpStatusCode.OK);
        visitor.Answer.Content.Headers.ContentDisposition.ShouldNotBeNull();
        (await visitor.Answer.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Places_are_for_everybody()
    {
        var places = (await sites.OnAsync(DatabaseKind.Sqlite)).Get<ExportPlaces>();
        for (var i = 0; i < ExportPlaces.AtOnce; i++)
        {
            places.TryTake(-1 - i / ExportPlaces.PerAgreement).ShouldBeTrue();
        }

        places.TryTake(-99).ShouldBeFalse("the server is full");
        places.GiveBack(-1);
        places.TryTake(-2).ShouldBeFalse("its merchant has two already");
        places.TryTake(-99).ShouldBeTrue();
        foreach (var taken in new[] { -1, -2, -2, -3, -3, -99 })
        {
            places.GiveBack(taken);
        }
    }

    /// <summary>The headings in the table of docs/export.md, in their order.</summary>
    private static string[] Documented(bool french) => [.. File.ReadLines(Repository.PathOf("docs/export.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal) && char.IsAsciiDigit(line[2]))
        .Select(line => line.Split('|')[french ? 2 : 3].Trim())];

    private static IEnumerable<string> Numbers(Visitor visitor) => visitor.Page.QuerySelectorAll(".ops__row").Select(row => row.GetAttribute("data-payment")!);

    private static List<string[]> Rows(byte[] csv) => [.. ExportedFile.Csv(new StringReader(Encoding.UTF8.GetString(csv).TrimStart('\uFEFF')))];

    private static async Task<string[]> ShopsAsync(Visitor visitor, string query)
    {
        await visitor.GetAsync($"/encaissement/export.csv{query}");
        visitor.Status.ShouldBe(HttpStatusCode.OK);
        return [.. Rows(await visitor.Answer.Content.ReadAsByteArrayAsync()).Skip(1).Select(row => row[2]).Distinct()];
    }
}
