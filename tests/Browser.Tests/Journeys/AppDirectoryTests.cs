using Guichet.Browser.Tests.Infrastructure;
using Guichet.Fixtures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>A merchant puts a place online, customers find it, and it goes again.</summary>
public class AppDirectoryTests(Chromium chromium) : BrowserTest(chromium)
{
    const string Name = "Aquarium de l'Île d'Yeu";

    [Theory, EachDatabase]
    public async Task A_place_is_published_found_without_accents_opened_and_gone_again(DatabaseKind kind)
    {
        var counter = await CounterAsync(kind);
        var paul = await PersonAsync("Paul", counter);
        await paul.SignInAsMerchantAsync(People.PaulNumber, People.PaulPassword);
        await paul.ToProfileAsync("Musée de la Mer");
        var page = paul.Page;
        await page.Textbox("Nom affiché").FillAsync(Name);
        await page.Textbox("Ville").FillAsync("Port-Joinville");
        await page.Textbox("Code postal").FillAsync("85350");
        await page.Textbox("Site internet").FillAsync("http://aquarium.example.org");
        await page.PressAsync("Enregistrer");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("https://");
        await Expect(page.Textbox("Nom affiché")).ToHaveValueAsync(Name);
        await page.Textbox("Site internet").FillAsync("aquarium.example.org");
        await page.PressAsync("Enregistrer");
        await Expect(page.GetByText("C'est en ligne.")).ToBeVisibleAsync();
        await ReplacePhotoAsync(page);

        // On a phone without an account and without scripts.
        var visitor = await PersonAsync("visitor", counter, change: options => (options.JavaScriptEnabled, options.ViewportSize) = (false, new() { Width = 390, Height = 844 }));
        await visitor.SearchDirectoryAsync("ile yeu");
        await visitor.Page.Place(Name).ClickAsync();
        await visitor.Page.ShouldBeAtAsync(Name);
        await Expect(visitor.Page.GetByText("85350 Port-Joinville")).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "aquarium.example.org" })).ToHaveAttributeAsync("href", "https://aquarium.example.org/");
        await Expect(visitor.Page.GetByRole(AriaRole.Img, new() { Name = $"Photo de {Name}" })).ToBeVisibleAsync();

        var lea = await PersonAsync("Léa", counter);
        await lea.Page.GotoAsync("/app/connexion");
        await lea.SignInAsCustomerAsync(People.Lea.Email, People.Lea.Password);
        await lea.Page.ShouldBeAtAsync("Mon solde");
        await lea.Page.GetByRole(AriaRole.Link).Filter(new() { HasText = DirectorySteps.Directory }).ClickAsync();
        await lea.Page.ShouldBeAtAsync(DirectorySteps.Directory);
        await lea.Page.GetByLabel("Activité").SelectOptionAsync(new SelectOptionValue { Label = "Parc animalier, aquarium" });
        await lea.Page.PressAsync("Chercher");
        await Expect(lea.Page.Place(Name)).ToBeVisibleAsync();
        await Expect(lea.Page.Place("Camping des Pins")).ToHaveCountAsync(0);

        await page.GetByLabel("Publier dans l'annuaire").UncheckAsync();
        await page.PressAsync("Enregistrer");
        await Expect(page.GetByText("Ce point d'accueil n'est pas dans l'annuaire")).ToBeVisibleAsync();
        await lea.SearchDirectoryAsync("port joinville");
        await Expect(lea.Page.GetByText("Aucun professionnel ne correspond à cette recherche.")).ToBeVisibleAsync();
        Assert.Equal(404, (await visitor.Page.ReloadAsync())!.Status);
    }

    /// <summary>By a picture of the page itself: it is drawn anew before it is sent, as a JPEG of at most 1 600 points.</summary>
    static async Task ReplacePhotoAsync(IPage page)
    {
        var picture = await page.ScreenshotAsync(new() { Type = ScreenshotType.Png });
        await page.GetByRole(AriaRole.Link, new() { Name = "Changer la photo" }).ClickAsync();
        await page.ShouldBeAtAsync("Photo du point d'accueil");
        await page.GetByLabel("Nouvelle photo").SetInputFilesAsync(new FilePayload { Name = "vue.png", MimeType = "image/png", Buffer = picture });
        await Expect(page.GetByText("La photo est réduite sur votre appareil")).ToBeVisibleAsync();
        await page.PressAsync("Enregistrer la photo");
        await Expect(page.GetByText("La photo est enregistrée.")).ToBeVisibleAsync();
        var sent = await page.APIRequest.GetAsync((await page.Locator(".profile__picture").GetAttributeAsync("src"))!);
        Assert.Equal("image/jpeg", sent.Headers["content-type"]);
        Assert.True((await page.Locator(".profile__picture").EvaluateAsync<int>("picture => picture.naturalWidth")) is > 600 and <= 1600);
    }
}
