using Guichet.App.Access;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Customer.Protection;

/// <summary>Passkeys of the app: those that there are, and one more, for who proves the code or the password.</summary>
public sealed class ClesModel(ReadOwnAccess read, AddPasskey add, AccessCookies cookies, Sentences sentences, TimeProvider clock) : OwnWalletPage(cookies, sentences, clock)
{
    public const string Address = "/app/compte/cles";

    public IReadOnlyList<OwnPasskey> Passkeys { get; private set; } = [];

    /// <summary>As typed.</summary>
    [BindProperty(Name = "name")]
    public string? Name { get; set; }

    public async Task OnGetAsync() => Passkeys = (await read.RunAsync(Own, Now)).Passkeys;

    public async Task<IActionResult> OnPostAsync(
        [FromForm(Name = "code")] string? code, [FromForm(Name = "current")] string? password, [FromForm(Name = PasskeyForm.Answer)] string? answer, [FromForm(Name = PasskeyForm.Token)] string? token)
    {
        var proof = new Proof(password, string.IsNullOrEmpty(password) ? code : null);
        if ((await add.RunAsync(Own, Name, new PasskeyAnswer(token, answer), proof, Now, Now)).TryGet(out _, out var refusal))
        {
            return Done("passkey-added");
        }

        Passkeys = (await read.RunAsync(Own, Now)).Passkeys;
        return Refuse(refusal);
    }
}
