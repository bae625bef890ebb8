using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Playwright;

namespace Guichet.Browser.Tests.Journeys;

/// <summary>Claire Vidal at the door of the console.</summary>
static class Operator
{
    public static async Task PasswordAsync(IPage page)
    {
        await page.GotoAsync("/console");
        await page.ShouldBeAtAsync("Connexion");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Nom d'opérateur" }).FillAsync("claire.vidal");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Mot de passe" }).FillAsync("agence-operatrice-2026");
        await page.PressAsync("Valider");
    }

    /// <summary>The first sign-in of an installation, to the console's home. Gives the secret.</summary>
    public static async Task<string> FirstSignInAsync(IPage page)
    {
        await PasswordAsync(page);
        await page.ShouldBeAtAsync("Protéger votre accès");
        var secret = await page.Locator("#secret").InnerTextAsync();
        await page.GetByLabel("Code à 6 chiffres").FillAsync(CodeOf(secret));
        await page.PressAsync("Confirmer");
        await page.ShouldBeAtAsync("Vos codes de secours");
        await page.GetByRole(AriaRole.Link, new() { Name = "J'ai noté mes codes" }).ClickAsync();
        await page.ShouldBeAtAsync("Console de l'agence");
        return secret;
    }

    /// <summary>An authenticator app written down from RFC 6238, a stranger to the library of the program.</summary>
    public static string CodeOf(string secret, int steps = 0)
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
