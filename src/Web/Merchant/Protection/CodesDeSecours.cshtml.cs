using Guichet.App.Access;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Guichet.Web.Merchant.Protection;

/// <summary>Ten new recovery codes, shown once.</summary>
[Needs(Permission.ManageOwnAccess), EnableRateLimiting(AccessWeb.FormLimit)]
public sealed class CodesDeSecoursModel(ReadOwnAccess read, NewRecoveryCodes renew, AccessCookies cookies, Sentences sentences, TimeProvider clock) : OwnAccessPage(cookies, sentences, clock)
{
    public OwnAccessView View { get; private set; } = null!;

    /// <summary>Shown this once.</summary>
    public IReadOnlyList<string>? RecoveryCodes { get; private set; }

    /// <summary>Codes replace a second factor: without one there are none.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        View = await read.RunAsync(Own, Now);
        return View.HasSecondFactor ? Page() : LocalRedirect(Room);
    }

    public async Task<IActionResult> OnPostAsync(ProofFields proof)
    {
        View = await read.RunAsync(Own, Now);
        if (!(await renew.RunAsync(Own, proof.Proof, Now, CodesAt)).TryGet(out var codes, out var refusal))
        {
            return View.HasSecondFactor ? Refuse(refusal) : LocalRedirect(Room);
        }

        RecoveryCodes = codes;
        return Page();
    }
}
