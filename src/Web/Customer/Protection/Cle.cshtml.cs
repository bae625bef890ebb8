using Guichet.App.Access;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Customer.Protection;

/// <summary>One passkey of the app: its name, and its end.</summary>
public sealed class CleModel(ReadOwnAccess read, RenamePasskey rename, RemovePasskey remove, AccessCookies cookies, Sentences sentences, TimeProvider clock) : OwnWalletPage(cookies, sentences, clock)
{
    [FromRoute(Name = "passkey")]
    public string? Id { get; set; }

    /// <summary>As typed.</summary>
    [BindProperty(Name = "name")]
    public string? Name { get; set; }

    public OwnPasskey Passkey { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await FindAsync())
        {
            return NotFound();
        }

        Name = Passkey.Name;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "remove")] string? removes)
    {
        if (!await FindAsync())
        {
            return NotFound();
        }

        var result = removes is null ? await rename.RunAsync(Own, Id, Name) : await remove.RunAsync(Own, Id, Now);
        return result.TryGet(out _, out var refusal) ? Done(removes is null ? "passkey-renamed" : "passkey-removed") : Refuse(refusal);
    }

    private async Task<bool> FindAsync()
    {
        if ((await read.RunAsync(Own, Now)).Passkeys.FirstOrDefault(passkey => passkey.Id == Id) is not { } found)
        {
            return false;
        }

        Passkey = found;
        return true;
    }
}
