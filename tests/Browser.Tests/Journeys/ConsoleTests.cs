using System.Globalization;
using System.Security.Cryptography;
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
        await PasswordAsync(page);
        await page.ShouldBeAtAsync("Protéger votre accès");
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "Code QR pour l'application d'authentification" })).ToBeVisibleAsync();
        var secret = await page.Locator("#secret").InnerTextAsync();
        await page.GetByLabel("Code à 6 chiffres").FillAsync(CodeOf(secret));
        await page.PressAsync("Confirmer");
        await page.ShouldBeAtAsync("Vos codes de secours");
        await Expect(page.Locator(".recovery code")).ToHaveCountAsync(10);
        await page.GetByRole(AriaRole.Link, new() { Name = "J'ai noté mes codes" }).ClickAsync();
        await page.ShouldBeAtAsync("Console de l'agence");

        await page.PressAsync("Se déconnecter");
        await PasswordAsync(page);
        await page.ShouldBeAtAsync("Second facteur");
        await page.GetByLabel("Code à 6 chiffres").FillAsync(CodeOf(secret, 1)); // the one of now is used up
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

    internal static async Task PasswordAsync(IPage page)
    {
        await page.GotoAsync("/console");
        await page.ShouldBeAtAsync("Connexion");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Nom d'opérateur" }).FillAsync("claire.vidal");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Mot de passe" }).FillAsync("agence-operatrice-2026");
        await page.PressAsync("Valider");
    }

    /// <summary>An authenticator app written down from RFC 6238, a stranger to the library of the program.</summary>
    internal static string CodeOf(string secret, int steps = 0)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(secret.Select(c => Convert.ToString(Alphabet.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var key = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(8 * i, 8), 2)).ToArray();
        var counter = BitConverter.GetBytes(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30 + steps);
        if (BitConverter.IsLittleEndian) Array.Reverse(counter);
#pragma warning disable CA5350 // what the standard and every app use
        var hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        var at = hash[^1] & 15;
        var number = ((hash[at] & 127) << 24) | (hash[at + 1] << 16) | (hash[at + 2] << 8) | hash[at + 3];
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
