using Guichet.Web.Tests.Access;
using OtpNet;

namespace Guichet.Web.Tests.Console;

/// <summary>An operator at a browser, with an authenticator app.</summary>
internal static class ConsoleSteps
{
    public const string Name = "claire.vidal", Password = "agence-operatrice-2026";

    public static Task<Browser> PasswordAsync(this Browser browser) => browser.SignInAsync(Name, Password, "/console/connexion");

    /// <summary>The code of now, or of a step after: the second sign-in of a minute uses the next one. The wall clock, as on a telephone.</summary>
    public static string CodeOf(string secret, int steps = 0) =>
        new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(TimeProvider.System.GetUtcNow().AddSeconds(30 * steps).UtcDateTime);

    /// <summary>The whole first sign-in. Gives the secret and the recovery codes.</summary>
    public static async Task<(string Secret, List<string> RecoveryCodes)> FirstSignInAsync(this Browser browser)
    {
        await browser.PasswordAsync();
        browser.Location.ShouldBe("/console/code");
        await browser.GetAsync("/console/code");
        browser.Location.ShouldBe("/console/second-facteur");
        await browser.GetAsync("/console/second-facteur");
        var secret = browser.Page.QuerySelector("#secret")!.TextContent;
        await browser.SubmitAsync(("code", CodeOf(secret)));
        ((int)browser.Status).ShouldBe(200);
        return (secret, [.. browser.Page.QuerySelectorAll(".recovery code").Select(code => code.TextContent)]);
    }
}
