using System.Text.RegularExpressions;
using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>Jeanne Dupin has a few cabins at a lake and no agreement yet: from the home page to her counter.</summary>
public partial class JoiningTests(Chromium chromium) : BrowserTest(chromium)
{
    const string Email = "jeanne@cabanes.example.org", Password = "les pins et la dune du soir";

    static readonly (string Label, string Typed)[] Answers =
    [
        ("Raison sociale", "Les Cabanes du Lac"), ("Adresse postale", "1 rue du Lac, 33120 Arcachon"), ("Prénom", "Jeanne"), ("Nom", "Dupin"), ("E-mail", Email), ("Téléphone", "05 56 00 00 00"),
        ("Nom du point d'accueil", "Cabanes"), ("Ville", "Arcachon"), ("Titulaire du compte", "SAS Cabanes"), ("IBAN", "FR76 3000 6000 0112 3456 7890 189"),
    ];

    /// <summary>With scripts on one database, without them on the other: every page of it works either way.</summary>
    [Theory, EachDatabase]
    public async Task From_the_application_to_the_counter(DatabaseKind kind)
    {
        await using var post = await Post.OpenAsync();
        var counter = await CounterAsync(kind, new Dictionary<string, string> { ["GUICHET_MAIL"] = post.Address });
        var jeanne = await PersonAsync("Jeanne", counter, change: options => options.JavaScriptEnabled = kind == DatabaseKind.Sqlite);
        var page = jeanne.Page;
        await ApplyAsync(page);
        await page.GotoAsync(Path((await post.OpenAsync(Email, "Confirmez votre adresse e-mail")).Links, "/conventionnement/confirmer/"));
        await page.ShouldBeAtAsync("Confirmez votre adresse");
        await page.PressAsync("Confirmer mon adresse");
        await page.ShouldBeAtAsync("Votre demande est transmise");

        var claire = await ClaireAsync(counter);
        await claire.Page.GetByRole(AriaRole.Link, new() { Name = "Candidatures" }).ClickAsync();
        await claire.Page.GetByRole(AriaRole.Link, new() { Name = "Les Cabanes du Lac" }).ClickAsync();
        await claire.Page.ShouldBeAtAsync("Candidature de Les Cabanes du Lac");
        var download = await claire.Page.RunAndWaitForDownloadAsync(() => claire.Page.GetByRole(AriaRole.Link, new() { Name = "kbis.pdf" }).ClickAsync());
        download.SuggestedFilename.ShouldBe("kbis.pdf");
        await claire.Page.PressAsync("Accepter la candidature");
        await Expect(claire.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Acceptée par Claire Vidal");

        var letter = await post.OpenAsync(Email, "Votre compte est prêt à être activé");
        await page.GotoAsync(Path(letter.Links, "/activation"));
        await page.ShouldBeAtAsync("Créer mon compte");
        var number = await page.Textbox("N° de convention").InputValueAsync();
        letter.Text.ShouldContain(number);
        await page.Textbox("Code d'activation").FillAsync(Code().Match(letter.Text).Value);
        await page.Textbox("Mot de passe").FillAsync(Password);
        await page.Textbox("Confirmez le mot de passe").FillAsync(Password);
        await page.PressAsync("Activer mon compte");
        await page.ShouldBeAtAsync("Vos opérations");
        await Expect(page.GetByText("Bonjour, Jeanne Dupin")).ToBeVisibleAsync();
        await Expect(page.Locator(".point__name")).ToContainTextAsync("Cabanes");
    }

    /// <summary>First with a wrong SIRET: the document stays, and so does what was typed.</summary>
    internal static async Task ApplyAsync(IPage page)
    {
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Faire une demande" }).ClickAsync();
        await page.ShouldBeAtAsync("Demande de conventionnement");
        await page.Textbox("SIRET").FillAsync("732 829 320 00075");
        foreach (var (label, typed) in Answers) await page.Textbox(label).FillAsync(typed);
        await page.GetByRole(AriaRole.Combobox).SelectOptionAsync("Rental");
        await page.Locator("#documents").SetInputFilesAsync(new FilePayload { Name = "kbis.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"u8.ToArray() });
        await page.PressAsync("Envoyer ma demande");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Ce SIRET n'est pas valide");
        await Expect(page.Locator(".kept__name")).ToHaveTextAsync("kbis.pdf");
        await page.Textbox("SIRET").FillAsync("732 829 320 00074");
        await page.PressAsync("Envoyer ma demande");
        await page.ShouldBeAtAsync("Confirmez votre adresse e-mail");
    }

    async Task<Person> ClaireAsync(Counter counter)
    {
        var claire = await PersonAsync("Claire", counter);
        await Operator.FirstSignInAsync(claire.Page);
        return claire;
    }

    /// <summary>Of the letter's links the one that begins so.</summary>
    static string Path(IReadOnlyList<string> links, string path) => links.First(link => new Uri(link).AbsolutePath.StartsWith(path, StringComparison.Ordinal));

    /// <summary>The way to «Confirmez votre adresse» in what a letter says.</summary>
    internal static string ConfirmationIn(string text) => Confirmation().Match(text).Value;

    [GeneratedRegex("/conventionnement/confirmer/[A-Za-z0-9_-]+")]
    private static partial Regex Confirmation();

    [GeneratedRegex("[2-9a-z]{5}-[2-9a-z]{5}")]
    private static partial Regex Code();
}
