using System.Text.RegularExpressions;
using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>
/// An empty installation, in production, and a mail server: an operator, a merchant, a till and a customer come into being one by the other, until the first
/// collection. Nothing of the demonstration.
/// </summary>
public partial class FirstDayTests(Chromium chromium) : BrowserTest(chromium)
{
    const string Claire = "claire@agence.example.org", Jeanne = "jeanne@cabanes.example.org", Till = "accueil@cabanes.example.org", Nadia = "nadia.roux@example.org";
    const string Password = "les pins et la dune du soir", Code = "4071";

    static readonly (string Label, string Typed)[] Application =
    [
        ("SIRET", "732 829 320 00074"), ("Raison sociale", "Les Cabanes du Lac"), ("Adresse postale", "1 rue du Lac, 33120 Arcachon"), ("Prénom", "Jeanne"), ("Nom", "Dupin"), ("E-mail", Jeanne),
        ("Téléphone", "05 56 00 00 00"), ("Nom du point d'accueil", "Cabanes"), ("Ville", "Arcachon"), ("Titulaire du compte", "SAS Cabanes"), ("IBAN", "FR76 3000 6000 0112 3456 7890 189"),
    ];

    [Theory, EachDatabase]
    public async Task From_an_empty_installation_to_the_first_collection(DatabaseKind kind)
    {
        await using var post = await Post.OpenAsync();
        var counter = await InstalledAsync(kind, post);
        var claire = await FirstOperatorAsync(counter);
        var jeanne = await PersonAsync("Jeanne", counter);
        await ApplyAsync(jeanne.Page, post);
        await AcceptAsync(claire.Page);
        var welcome = await post.OpenAsync(Jeanne, "prêt à être activé");
        await ActivateAsync(jeanne.Page, welcome);
        await Expect(jeanne.Page.GetByText("Bonjour, Jeanne Dupin")).ToBeVisibleAsync();
        await SecondFactorAsync(jeanne.Page, LinkIn(welcome, "/activation")[^6..]);
        await NewTillAsync(jeanne.Page);
        var till = await PersonAsync("till", counter);
        await ActivateAsync(till.Page, await post.OpenAsync(Till, "prêt à être activé"));
        await till.Page.ShouldBeAtAsync("Vos opérations");

        await CustomerWithTitlesAsync(claire.Page);
        var nadia = await PersonAsync("Nadia", counter, change: o => o.ViewportSize = new() { Width = 390, Height = 844 });
        await ActivateAsync(nadia.Page, await post.OpenAsync(Nadia, "prêt à être activé"), withCode: true);
        (await nadia.BalanceAsync()).ShouldBe(150_00);

        await nadia.OpenAsync(await till.ShowCodeAsync("40,00"));
        await Expect(nadia.Page.GetByText("Les Cabanes du Lac").First).ToBeVisibleAsync();
        await nadia.ApproveAsync(Code, "30,00");
        await till.ShouldSeePaidAsync("30,00 €", left: "10,00 €");
        (await nadia.BalanceAsync()).ShouldBe(120_00);
        (await counter.Server.RunAsync("check")).ShouldNotContain("FAIL");

        await claire.Page.GotoAsync("/console/journal");
        foreach (var action in (string[])["Opérateur créé", "Second facteur mis en place", "Candidature acceptée", "Client créé", "Commande de titres confirmée"])
        {
            await Expect(claire.Page.GetByRole(AriaRole.Cell, new() { Name = action })).ToHaveCountAsync(1);
        }
    }

    async Task<Person> FirstOperatorAsync(Counter counter)
    {
        var link = (await counter.Server.RunAsync("operator", "create", "claire.vidal", "Claire", "Vidal", Claire)).Trim();
        var claire = await PersonAsync("Claire", counter);
        await claire.Page.GotoAsync(link);
        await claire.Page.GetByLabel("Nouveau mot de passe").FillAsync(Password);
        await claire.Page.GetByLabel("Confirmez le mot de passe").FillAsync(Password);
        await claire.Page.PressAsync("Enregistrer");
        await Operator.FirstSignInAsync(claire.Page, Password);
        return claire;
    }

    static async Task ApplyAsync(IPage page, Post post)
    {
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Faire une demande" }).ClickAsync();
        foreach (var (label, typed) in Application) await page.Textbox(label).FillAsync(typed);
        await page.GetByRole(AriaRole.Combobox).SelectOptionAsync("Rental");
        await page.Locator("#documents").SetInputFilesAsync(new FilePayload { Name = "kbis.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"u8.ToArray() });
        await page.PressAsync("Envoyer ma demande");
        await page.ShouldBeAtAsync("Confirmez votre adresse e-mail");
        await page.GotoAsync(LinkIn(await post.OpenAsync(Jeanne, "Confirmez votre adresse e-mail"), "/conventionnement/confirmer/"));
        await page.PressAsync("Confirmer mon adresse");
        await page.ShouldBeAtAsync("Votre demande est transmise");
    }

    static async Task AcceptAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Candidatures" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Les Cabanes du Lac" }).ClickAsync();
        await page.PressAsync("Accepter la candidature");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Acceptée par Claire Vidal");
    }

    static async Task ActivateAsync(IPage page, Letter letter, bool withCode = false)
    {
        await page.GotoAsync(LinkIn(letter, withCode ? "/app/activation" : "/activation"));
        await page.Textbox("Code d'activation").FillAsync(ActivationCode().Match(letter.Text).Value);
        await page.Textbox("Mot de passe").FillAsync(Password);
        await page.Textbox("Confirmez le mot de passe").FillAsync(Password);
        if (withCode)
        {
            await page.Textbox("Code secret (4 chiffres)").FillAsync(Code);
            await page.Textbox("Confirmez le code secret").FillAsync(Code);
        }

        await page.PressAsync("Activer mon compte");
        await page.ToAddressAsync(url => !url.Contains("/activation", StringComparison.Ordinal));
    }

    /// <summary>Set up, signed out, and in again with it.</summary>
    static async Task SecondFactorAsync(IPage page, string number)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Mon compte" }).ClickAsync();
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Mon compte" }).GetByRole(AriaRole.Link, new() { Name = "Sécurité" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Activer le second facteur" }).ClickAsync();
        var secret = await page.Locator("#secret").InnerTextAsync();
        await page.GetByLabel("Mot de passe actuel").FillAsync(Password);
        await page.GetByLabel("Code à 6 chiffres").FillAsync(AuthenticatorApp.CodeOf(secret));
        await page.PressAsync("Confirmer");
        await page.ShouldBeAtAsync("Vos codes de secours");
        await page.PressAsync("Déconnexion");
        await page.GotoAsync("/connexion");
        await page.Textbox("N° de convention").FillAsync(number);
        await page.GetByLabel("Mot de passe").FillAsync(Password);
        await page.PressAsync("Valider");
        await page.ShouldBeAtAsync("Second facteur");
        await page.GetByLabel("Code à 6 chiffres").FillAsync(AuthenticatorApp.CodeOf(secret, 1)); // the one of now is used up
        await page.PressAsync("Valider");
        await Expect(page.GetByText("Bonjour, Jeanne Dupin")).ToBeVisibleAsync();
    }

    static async Task NewTillAsync(IPage page)
    {
        await page.GotoAsync("/compte/personnes/nouvelle");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Compte point d'accueil" }).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Cabanes" }).CheckAsync();
        await page.GetByLabel("Prénom").FillAsync("Accueil");
        await page.Locator("#last").FillAsync("Cabanes");
        await page.GetByLabel("E-mail").FillAsync(Till);
        await page.PressAsync("Créer le compte");
        await Expect(page.GetByText($"La lettre d'activation part à {Till}")).ToBeVisibleAsync();
    }

    static async Task CustomerWithTitlesAsync(IPage page)
    {
        await page.GotoAsync("/console/clients/nouveau");
        await page.Locator("#first").FillAsync("Nadia");
        await page.Locator("#last").FillAsync("Roux");
        await page.Locator("#email").FillAsync(Nadia);
        await page.PressAsync("Créer le client");
        await page.ShouldBeAtAsync("Nadia Roux");
        await page.GotoAsync("/console/credits");
        await page.Locator("#reference").FillAsync("Comité d'entreprise");
        await page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "commande.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes($"Identifiant;Montant\n{Nadia};150,00\n") });
        await page.PressAsync("Vérifier le fichier");
        await Expect(page.Locator("[data-stage]")).ToHaveTextAsync("À confirmer");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Créditer 1 client") }).ClickAsync();
        // The job credits within some seconds; the page shows how far it is when it is asked for again.
        for (var looks = 0; looks < 600 && await page.Locator("[data-stage=Done]").CountAsync() == 0; looks++) await page.ReloadAsync();
        await Expect(page.Locator("[data-stage=Done]")).ToBeVisibleAsync();
    }

    static string LinkIn(Letter letter, string path) => letter.Links.First(link => new Uri(link).AbsolutePath.StartsWith(path, StringComparison.Ordinal));

    [GeneratedRegex("[2-9a-z]{5}-[2-9a-z]{5}")]
    private static partial Regex ActivationCode();
}
