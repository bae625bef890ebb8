using System.Text.RegularExpressions;
using Guichet.Browser.Tests.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>What a merchant does, by the names that people read.</summary>
public static partial class MerchantSteps
{
    public const string Waiting = "Le paiement est en attente de validation par votre client.";

    public static string Paid(string amount) => $"Le paiement a bien été réalisé pour un montant de {amount}";
    public static string Left(string amount) => $"Il reste {amount} à régler par le moyen de votre choix";

    public static async Task SignInAsMerchantAsync(this Person person, string number, string password)
    {
        await person.Page.GotoAsync("/connexion");
        await person.FillSignInAsync(number, password);
    }

    /// <summary>«Connexion» is in front of the merchant already, as after a link that needs it.</summary>
    public static async Task FillSignInAsync(this Person person, string number, string password)
    {
        var page = person.Page;
        await page.ShouldBeAtAsync("Connexion");
        await page.Textbox("N° de convention").FillAsync(number);
        await page.GetByLabel("Mot de passe").FillAsync(password);
        await page.PressAsync("Valider");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Déconnexion" })).ToBeVisibleAsync();
    }

    /// <summary>The signatory's way to the list.</summary>
    public static async Task ChoosePointAsync(this Person person, string point)
    {
        var page = person.Page;
        await page.GotoAsync("/encaissement");
        await page.ShouldBeAtAsync("Choisissez le point d'accueil");
        await page.GetByRole(AriaRole.Radio, new() { Name = point }).CheckAsync();
        await page.PressAsync("Valider");
        await page.ShouldBeAtAsync("Vos opérations");
    }

    /// <summary>«Encaisser», step 1 as it stands, to step 2.</summary>
    public static async Task ToRequestAsync(this Person person)
    {
        var page = person.Page;
        await page.GotoAsync("/encaissement");
        await page.GetByRole(AriaRole.Link, new() { Name = "Encaisser", Exact = true }).First.ClickAsync();
        await page.ShouldBeAtAsync("Choix du paiement");
        await page.PressAsync("Continuer");
        await page.ShouldBeAtAsync("Demande de paiement immédiat");
    }

    /// <summary>Asks for an amount by QR code, and reads the code off the screen.</summary>
    public static async Task<string> ShowCodeAsync(this Person person, string amount)
    {
        await person.ToRequestAsync();
        await person.Page.Textbox("Montant (20,00 € minimum)").FillAsync(amount);
        await person.Page.PressAsync("Continuer");
        return await person.ReadCodeAsync();
    }

    /// <summary>The link in the code on the screen.</summary>
    public static async Task<string> ReadCodeAsync(this Person person)
    {
        await person.Page.ShouldBeAtAsync("QR Code de paiement");
        return await QrReader.ReadAsync(person.Page.GetByRole(AriaRole.Img, new() { NameRegex = CodeName() }));
    }

    /// <summary>Asks for an amount by the customer's identifier, and sends.</summary>
    public static async Task SendToAsync(this Person person, string identifier, string amount)
    {
        var page = person.Page;
        await person.ToRequestAsync();
        await page.Textbox("Montant (20,00 € minimum)").FillAsync(amount);
        await page.ByIdentifierAsync(identifier);
        await page.PressAsync("Continuer");
        await page.ShouldBeAtAsync("Confirmation");
        await page.PressAsync("Envoyer");
        await page.ShouldBeAtAsync("Détail du paiement");
        await Expect(page.GetByText(Waiting)).ToBeVisibleAsync();
    }

    public static async Task ByIdentifierAsync(this IPage page, string identifier)
    {
        await page.GetByRole(AriaRole.Radio, new() { Name = "Saisir l'identifiant Chèques-Vacances Connect de mon client" }).CheckAsync();
        await page.Textbox("Identifiant du client").FillAsync(identifier);
    }

    /// <summary>What the page in front of the merchant says that was paid, without anybody touching it.</summary>
    public static async Task ShouldSeePaidAsync(this Person person, string amount, string? left = null)
    {
        var page = person.Page;
        await page.ShouldBeAtAsync("Détail du paiement");
        await Expect(page.GetByText(Paid(amount)).First).ToBeVisibleAsync();
        if (left is null) await Expect(page.GetByText("Il reste")).ToHaveCountAsync(0);
        else await Expect(page.GetByText(Left(left))).ToBeVisibleAsync();
    }

    /// <summary>The transaction number in the address of the page.</summary>
    public static string Number(this Person person) => NumberInAddress().Match(person.Page.Url).Groups[1].Value is { Length: 10 } number
        ? number : throw new InvalidOperationException($"No number in {person.Page.Url}");

    /// <summary>The row of a payment in the list in front of the merchant.</summary>
    public static ILocator Row(this Person person, string reference) =>
        person.Page.GetByRole(AriaRole.Row).Filter(new() { Has = person.Page.GetByRole(AriaRole.Link, new() { Name = reference, Exact = true }) });

    [GeneratedRegex("/operations?/([a-z0-9]{10})")]
    private static partial Regex NumberInAddress();

    [GeneratedRegex("^QR Code de paiement")]
    private static partial Regex CodeName();
}
