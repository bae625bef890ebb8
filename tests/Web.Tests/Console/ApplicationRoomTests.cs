using System.Net;
using Guichet.App.Access;
using Guichet.Web.Tests.Access;
using Guichet.Web.Tests.Joining;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Web.Tests.Console;

public class ApplicationRoomTests
{
    [Fact]
    public async Task An_operator_reads_downloads_and_accepts_and_a_second_press_is_told()
    {
        await using var site = await AccessSite.StartAsync();
        var id = await ApplyAsync(site);
        using var claire = await ClaireAsync(site);
        await claire.GetAsync("/console/candidatures");
        claire.Page.QuerySelector($"a[href='/console/candidatures/{id}']")!.TextContent.ShouldBe("Les Cabanes du Lac");
        await claire.GetAsync($"/console/candidatures/{id}");
        foreach (var text in new[] { "732 829 320 00074", "FR76 3000 6000 0112 3456 7890 189", Applicant.Email, "Arcachon" })
        {
            claire.Page.QuerySelector("main")!.TextContent.ShouldContain(text);
        }

        var form = claire.Page.QuerySelector("main form input[name=_token]")!.GetAttribute("value")!;
        var file = claire.Page.QuerySelector(".files a")!.GetAttribute("href")!;
        await claire.GetAsync(file);
        claire.Answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        claire.Answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        claire.Answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        claire.Answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
        (await claire.Answer.Content.ReadAsByteArrayAsync()).ShouldBe(Applicant.Pdf());

        await claire.PostAsync($"/console/candidatures/{id}", ("_token", form), ("decision", "accept"));
        claire.Location.ShouldBe($"/console/candidatures/{id}?decidee=1");
        await claire.GetAsync(claire.Location!);
        var done = claire.Page.QuerySelector("[role=status]")!.TextContent;
        done.ShouldContain("Claire Vidal");
        await claire.PostAsync($"/console/candidatures/{id}", ("_token", form), ("decision", "refuse"), ("reason", "Non"));
        claire.Status.ShouldBe(HttpStatusCode.Conflict);
        claire.Page.QuerySelector(".error-summary")!.TextContent.ShouldContain("déjà reçu une réponse");
        claire.Page.QuerySelector("[role=status]")!.TextContent.ShouldContain("Convention");
        await claire.GetAsync("/console/candidatures?etat=acceptees");
        claire.Page.QuerySelector($"a[href='/console/candidatures/{id}']").ShouldNotBeNull();
        await claire.GetAsync("/console/journal");
        claire.Html.ShouldContain("Candidature acceptée");
        (await Applicant.LetterAsync(site, AccountLetterKind.Activation)).Merchant.ShouldBe("Les Cabanes du Lac");
    }

    [Fact]
    public async Task A_refusal_needs_a_reason_and_the_applicant_reads_it()
    {
        await using var site = await AccessSite.StartAsync();
        var id = await ApplyAsync(site);
        using var claire = await ClaireAsync(site);
        await claire.GetAsync($"/console/candidatures/{id}");
        await claire.SubmitAsync(("decision", "refuse"), ("reason", " "));
        claire.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        claire.Page.QuerySelector("#reason")!.GetAttribute("aria-invalid").ShouldBe("true");
        await claire.SubmitAsync(("decision", "other"), ("reason", "x"));
        claire.Status.ShouldBe(HttpStatusCode.BadRequest);
        await claire.GetAsync($"/console/candidatures/{id}");
        await claire.SubmitAsync(("decision", "refuse"), ("reason", "Le RIB <b>n'est</b> pas lisible."));
        await claire.GetAsync(claire.Location!);
        claire.Page.QuerySelector("[role=status]")!.TextContent.ShouldContain("Le RIB <b>n'est</b> pas lisible.");
        (await Applicant.LetterAsync(site, AccountLetterKind.ApplicationRefused)).Reason.ShouldBe("Le RIB <b>n'est</b> pas lisible.");
    }

    [Fact]
    public async Task Nobody_else_reads_an_application_or_its_documents()
    {
        await using var site = await AccessSite.StartAsync();
        var id = await ApplyAsync(site);
        await using var db = await site.DbAsync();
        var document = await db.ApplicationDocuments.Select(x => x.Id).SingleAsync();
        using var merchant = await new Browser(site.Address).SignInAsync("708900", "littoral-signataire-2026");
        foreach (var path in new[] { "/console/candidatures", $"/console/candidatures/{id}", $"/console/candidatures/{id}/documents/{document}" })
        {
            await merchant.GetAsync(path);
            merchant.Status.ShouldBe(HttpStatusCode.Redirect);
            merchant.Location!.ShouldStartWith("/console/connexion");
        }

        using var claire = await ClaireAsync(site);
        foreach (var path in new[] { "/console/candidatures/999999", $"/console/candidatures/999999/documents/{document}", $"/console/candidatures/{id}/documents/999999", "/console/candidatures/x", "/console/candidatures/99999999999999999999" })
        {
            await claire.GetAsync(path);
            claire.Status.ShouldBe(HttpStatusCode.NotFound, path);
        }
    }

    private static async Task<Browser> ClaireAsync(AccessSite site)
    {
        var claire = new Browser(site.Address);
        await claire.FirstSignInAsync();
        return claire;
    }

    private static async Task<long> ApplyAsync(AccessSite site)
    {
        using var applicant = await Applicant.OpenAsync(site.Address);
        await applicant.SendAsync(null, ("kbis.pdf", Applicant.Pdf()));
        using var browser = new Browser(site.Address);
        await browser.GetAsync($"/conventionnement/confirmer/{(await Applicant.LetterAsync(site, AccountLetterKind.ConfirmAddress)).Token}");
        await browser.SubmitAsync();
        await using var db = await site.DbAsync();
        return await db.Applications.MaxAsync(x => x.Id);
    }
}
