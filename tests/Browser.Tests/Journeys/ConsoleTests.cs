using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>Claire Vidal's first day at the issuer's console.</summary>
public class ConsoleTests(Chromium chromium) : BrowserTest(chromium)
{
    const string Notice = "Le service est fermé dimanche de 2h à 4h.";

    [Theory, EachDatabase]
    public async Task The_first_sign_in_the_second_one_by_code_and_a_notice_on_the_home_page(DatabaseKind kind)
    {
        var counter = await CounterAsync(kind);
        var claire = await PersonAsync("Claire", counter);
        var page = claire.Page;
        await Operator.PasswordAsync(page);
        await page.ShouldBeAtAsync("Protéger votre accès");
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "Code QR pour l'application d'authentification" })).ToBeVisibleAsync();
        var secret = await page.Locator("#secret").InnerTextAsync();
        await page.GetByLabel("Code à 6 chiffres").FillAsync(AuthenticatorApp.CodeOf(secret));
        await page.PressAsync("Confirmer");
        await page.ShouldBeAtAsync("Vos codes de secours");
        await Expect(page.Locator(".recovery code")).ToHaveCountAsync(10);
        await page.GetByRole(AriaRole.Link, new() { Name = "J'ai noté mes codes" }).ClickAsync();
        await page.ShouldBeAtAsync("Console de l'agence");

        await page.PressAsync("Se déconnecter");
        await Operator.PasswordAsync(page);
        await page.ShouldBeAtAsync("Second facteur");
        await page.GetByLabel("Code à 6 chiffres").FillAsync(AuthenticatorApp.CodeOf(secret, 1)); // the one of now is used up
        await page.PressAsync("Valider");
        await page.ShouldBeAtAsync("Console de l'agence");

        await page.GetByRole(AriaRole.Link, new() { Name = "Modifier l'information" }).ClickAsync();
        await page.GetByLabel("Texte", new() { Exact = true }).FillAsync(Notice);
        await page.PressAsync("Publier");
        await Expect(page.GetByText("L'information est publiée.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Journal d'audit" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "Information importante modifiée" })).ToBeVisibleAsync();

        var visitor = await PersonAsync("visitor", counter);
        await visitor.Page.GotoAsync("/");
        await Expect(visitor.Page.GetByText(Notice)).ToBeVisibleAsync();
    }

    [Theory, EachDatabase]
    public async Task A_new_customer_is_credited_from_an_employers_file(DatabaseKind kind)
    {
        var claire = await PersonAsync("Claire", await CounterAsync(kind));
        var page = claire.Page;
        await Operator.FirstSignInAsync(page);
        await page.GotoAsync("/console/clients/nouveau");
        await page.Locator("#first").FillAsync("Nadia");
        await page.Locator("#last").FillAsync("Roux");
        await page.Locator("#email").FillAsync("nadia.roux@example.org");
        await page.PressAsync("Créer le client");
        await page.ShouldBeAtAsync("Nadia Roux");
        var customer = new Uri(page.Url).AbsolutePath;

        await page.GotoAsync("/console/credits");
        await page.Locator("#reference").FillAsync("Comité d'entreprise");
        await page.Locator("#file").SetInputFilesAsync(new FilePayload
        {
            Name = "commande.csv", MimeType = "text/csv", Buffer = "Identifiant;Montant\nnadia.roux@example.org;150,00\nnobody@example.org;10\n10000000011;beaucoup\n"u8.ToArray(),
        });
        await page.PressAsync("Vérifier le fichier");
        await Expect(page.Locator("[data-stage]")).ToHaveTextAsync("À confirmer");
        await Expect(page.Locator("[data-refused] tbody tr")).ToHaveCountAsync(2);
        await Expect(page.Locator("[data-refused]")).ToContainTextAsync("aucun client n'a cet identifiant");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Créditer 1 client") }).ClickAsync();
        await Expect(page.Locator("[data-stage]")).Not.ToHaveTextAsync("À confirmer");
        // The job credits within some seconds; the page shows how far it is when it is asked for again.
        for (var looks = 0; looks < 600 && await page.Locator("[data-stage=Done]").CountAsync() == 0; looks++)
        {
            await page.ReloadAsync();
        }

        await page.GotoAsync(customer);
        await Expect(page.Locator("dd[data-year]")).ToContainTextAsync("150,00");
        await Expect(page.Locator("[data-credits] tbody tr")).ToHaveCountAsync(1);
    }
}
