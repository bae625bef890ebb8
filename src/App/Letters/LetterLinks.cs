using Guichet.App.Access;

namespace Guichet.App.Letters;

/// <summary>Addresses that letters lead to, under the installation's own public address (GUICHET_URL, never a Host header).</summary>
/// <param name="PublicUrl">Absolute, http or https.</param>
internal sealed record LetterLinks(Uri PublicUrl)
{
    /// <summary>Opens the request for whoever bears the link.</summary>
    public Uri RequestByToken(string token) => To($"/app/r/{Uri.EscapeDataString(token)}");

    /// <summary>Opens the request for the customer that it is addressed to, after sign-in.</summary>
    public Uri RequestByNumber(string number) => To($"/app/demandes/{Uri.EscapeDataString(number)}");

    /// <summary>The payment in the merchant's portal, after sign-in.</summary>
    public Uri Operation(string number) => To($"/encaissement/operations/{Uri.EscapeDataString(number)}");

    public Uri SignIn(AccountArea area) => To(area == AccountArea.Customer ? "/app" : $"{area.Root()}/connexion");

    /// <param name="path">Begins with a slash.</param>
    public Uri To(string path) => new(PublicUrl, path);
}
