using Guichet.App.Access;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Guichet.Web.Merchant.Protection;

/// <summary>Passkeys: those that there are, and one more.</summary>
[Needs(Permission.ManageOwnAccess), EnableRateLimiting(AccessWeb.FormLimit)]
public sealed class ClesModel(ReadOwnAccess read, AddPasskey add, AccessCookies cookies, Sentences sentences, TimeProvider clock) : OwnAccessPage(cookies, sentences, clock)
{
    public OwnAccessView View { get; private set; } = null!;

    /// <summary>As typed.</summary>
    [BindProperty(Name = "name")]
    public string? Name { get; set; }

    /// <summary>They come with a second factor, whose codes open when a device is lost.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        View = await read.RunAsync(Own, Now);
        return View.HasSecondFactor ? Page() : LocalRedirect(Room);
    }

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "code")] string? code, [FromForm(Name = PasskeyForm.Answer)] string? answer, [FromForm(Name = PasskeyForm.Token)] string? token)
    {
        if ((await add.RunAsync(Own, Name, new PasskeyAnswer(token, answer), new Proof(Code: code), Now, CodesAt)).TryGet(out _, out var refusal))
        {
            return Done("passkey-added");
        }

        View = await read.RunAsync(Own, Now);
        return View.HasSecondFactor ? Refuse(refusal) : LocalRedirect(Room);
    }
}
