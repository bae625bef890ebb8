using System.Net;
using Guichet.App.Access;
using Guichet.App.Merchants.Joining;
using Guichet.Web.Tests.Access;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Web.Tests.Joining;

public class ApplyPageTests
{
    private static readonly (string, byte[]) Kbis = ("kbis.pdf", Applicant.Pdf());

    [Theory]
    [InlineData("siret", "732 829 320 00075")]
    [InlineData("siret", "")]
    [InlineData("siret", "٧٣٢٨٢٩٣٢٠٠٠٠٧٤")]
    [InlineData("legal_name", "")]
    [InlineData("legal_name", "a\u0007b")]
    [InlineData("activity", "")]
    [InlineData("activity", "x")]
    [InlineData("postal_address", "")]
    [InlineData("first_name", "   ")]
    [InlineData("last_name", "\u202Ea")]
    [InlineData("email", "jeanne")]
    [InlineData("email", "a@b.fr, c@d.fr")]
    [InlineData("phone", "123")]
    [InlineData("point_name", "")]
    [InlineData("point_town", "")]
    [InlineData("bank_account_holder", "")]
    [InlineData("iban", "FR76 3000 6000 0112 3456 7890 188")]
    [InlineData("iban", "'; DROP TABLE application; --")]
    public async Task What_is_wrong_is_told_beside_its_field_and_nothing_is_lost(string field, string typed)
    {
        await using var site = await AccessSite.StartAsync();
        using var applicant = await Applicant.OpenAsync(site.Address);
        await applicant.SendAsync(new() { [field] = typed }, Kbis);
        applicant.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        applicant.Errors.Length.ShouldBe(1);
        applicant.Page.QuerySelector($"#{field}")!.GetAttribute("aria-invalid").ShouldBe("true");
        applicant.Page.QuerySelector($"#{field}-error").ShouldNotBeNull();
        foreach (var (name, value) in Applicant.Right.Where(x => x.Key != field))
        {
            applicant.Shown(name).ShouldBe(value);
        }

        applicant.Kept.ShouldBe(["kbis.pdf"]);
        await applicant.SendAsync(); // without choosing the document again
        applicant.Location.ShouldStartWith("/conventionnement/envoyee/");
        await using var db = await site.DbAsync();
        (await db.Applications.CountAsync(), await db.ApplicationDocuments.CountAsync()).ShouldBe((1, 1));
    }

    [Fact]
    public async Task What_was_typed_is_shown_as_text()
    {
        await using var site = await AccessSite.StartAsync();
        using var applicant = await Applicant.OpenAsync(site.Address);
        await applicant.SendAsync(new() { ["legal_name"] = "\"><script>alert(1)</script>", ["siret"] = "x" }, ("<img src=x>.pdf", Applicant.Pdf()), ("<b>.exe", [1]));
        applicant.Html.ShouldNotContain("<script>alert");
        applicant.Page.QuerySelectorAll("main img, main b, main script").ShouldBeEmpty();
        applicant.Shown("legal_name").ShouldBe("\"><script>alert(1)</script>");
    }

    [Fact]
    public async Task Empty_fields_are_named_in_both_languages()
    {
        await using var site = await AccessSite.StartAsync();
        using var french = await Applicant.OpenAsync(site.Address);
        await french.SendAsync(Applicant.Right.ToDictionary(x => x.Key, _ => ""));
        french.Errors.ShouldContain("Renseignez «\u00A0Raison sociale\u00A0».");
        french.Errors.Length.ShouldBe(13); // the documents too
        using var english = await Applicant.OpenAsync(site.Address, "en");
        await english.SendAsync(Applicant.Right.ToDictionary(x => x.Key, _ => ""));
        english.Errors.ShouldContain("Fill in “Legal name”.");
    }

    [Fact]
    public async Task Files_that_lie_or_are_too_large_or_too_many_are_told_by_name()
    {
        await using var site = await AccessSite.StartAsync();
        using var applicant = await Applicant.OpenAsync(site.Address);
        var large = Applicant.Pdf("large").Concat(new byte[JoiningLimits.MaxDocumentBytes]).ToArray();
        await applicant.SendAsync(null, ("page.pdf", "<html><script>alert(1)</script>"u8.ToArray()), ("program.pdf", "MZ"u8.ToArray()), ("cut.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), ("large.pdf", large));
        applicant.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        applicant.Errors.Length.ShouldBe(4);
        new[] { "page.pdf", "program.pdf", "cut.png", "large.pdf" }.ShouldAllBe(name => applicant.Errors.Any(error => error.Contains($"«\u00A0{name}\u00A0»", StringComparison.Ordinal)));
        applicant.Kept.ShouldBeEmpty();

        await applicant.SendAsync(null, [.. Enumerable.Range(1, 5).Select(i => ($"{i}.pdf", Applicant.Pdf($"{i}")))]);
        applicant.Errors.ShouldHaveSingleItem().ShouldContain("5.pdf");
        applicant.Kept.ShouldBe(["1.pdf", "2.pdf", "3.pdf", "4.pdf"]);
        await using (var db = await site.DbAsync())
        {
            (await db.Applications.AnyAsync()).ShouldBeFalse(); // nothing is sent without what was meant to be in it
        }

        var first = applicant.Page.QuerySelector(".kept input")!.GetAttribute("value")!;
        await applicant.SendAsync(new() { ["remove"] = first, ["siret"] = "x" }, ("5.pdf", Applicant.Pdf("5")));
        applicant.Kept.ShouldBe(["2.pdf", "3.pdf", "4.pdf", "5.pdf"]);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused_and_other_forms_stay_small()
    {
        await using var site = await AccessSite.StartAsync();
        using var applicant = await Applicant.OpenAsync(site.Address);
        HttpStatusCode? status = null;
        try
        {
            await applicant.SendAsync(null, ("huge.pdf", new byte[JoiningLimits.MaxFormBytes + 1]));
            status = applicant.Status;
        }
        catch (HttpRequestException)
        {
            // The server answers and closes the line while the file is still on its way: what a program sees of it depends on who is quicker.
        }

        (status is null or HttpStatusCode.RequestEntityTooLarge).ShouldBeTrue($"{status}");
        using var browser = new Browser(site.Address);
        await browser.GetAsync("/activation");
        await browser.SubmitAsync(("number", new string('1', 70_000)), ("code", "x"), ("password", "x"));
        browser.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_known_siret_and_an_address_with_three_waiting_get_the_same_answer_as_a_new_one()
    {
        await using var site = await AccessSite.StartAsync();
        await using (var db = await site.DbAsync())
        {
            db.Agreements.Add(new() { Id = 900_001, Number = "708999", Name = "Déjà là", Siret = "73282932000074" });
            await db.SaveChangesAsync();
        }

        List<(HttpStatusCode, int)> answers = [];
        for (var i = 0; i < 5; i++)
        {
            using var applicant = await Applicant.OpenAsync(site.Address);
            await applicant.SendAsync(null, Kbis);
            answers.Add((applicant.Status, applicant.Location!.Length));
        }

        answers.Distinct().Count().ShouldBe(1);
        await using var after = await site.DbAsync();
        (await after.Applications.CountAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task The_link_is_opened_without_effect_and_confirmed_by_a_press()
    {
        await using var site = await AccessSite.StartAsync();
        using var applicant = await Applicant.OpenAsync(site.Address);
        await applicant.SendAsync(null, Kbis);
        using var browser = new Browser(site.Address);
        await browser.GetAsync(applicant.Location!);
        browser.Html.ShouldNotContain("cabanes"); // who has the address of the page learns nothing of the application
        await browser.SubmitAsync();
        browser.Page.QuerySelector("[role=status]").ShouldNotBeNull();
        var path = $"/conventionnement/confirmer/{(await Applicant.LetterAsync(site, AccountLetterKind.ConfirmAddress)).Token}";
        for (var i = 0; i < 3; i++)
        {
            await browser.GetAsync(path);
            browser.Status.ShouldBe(HttpStatusCode.OK);
            browser.Page.QuerySelector("main form button")!.TextContent.ShouldBe("Confirmer mon adresse");
        }

        await browser.SubmitAsync();
        browser.Page.QuerySelector("h1")!.TextContent.ShouldBe("Votre demande est transmise");
        await browser.GetAsync(path);
        browser.Page.QuerySelector("h1")!.TextContent.ShouldBe("Votre demande est transmise");
        foreach (var nothing in new[] { "x", new string('a', 43), new string('a', 2_000) })
        {
            await browser.GetAsync($"/conventionnement/confirmer/{nothing}");
            browser.Status.ShouldBe(HttpStatusCode.Gone);
        }
    }
}
