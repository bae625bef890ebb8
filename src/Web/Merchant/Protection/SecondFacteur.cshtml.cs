using Guichet.App.Access;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Guichet.Web.Merchant.Protection;

/// <summary>Sets a second factor up, or switches it off.</summary>
[Needs(Permission.ManageOwnAccess), EnableRateLimiting(AccessWeb.FormLimit)]
public sealed class SecondFacteurModel(ReadOwnAccess read, SetUpOwnSecondFactor setUp, SwitchOffSecondFactor off, AccessCookies cookies, Sentences sentences, TimeProvider clock) : OwnAccessPage(cookies, sentences, clock)
{
    public OwnAccessView View { get; private set; } = null!;
    public SecondFactorOffer? Offer { get; private set; }

    /// <summary>Shown this once, after it was set up.</summary>
    public IReadOnlyList<string>? RecoveryCodes { get; private set; }

    public async Task OnGetAsync()
    {
        View = await read.RunAsync(Own, Now);
        Offer = await setUp.OfferAsync(Own);
    }

    public async Task<IActionResult> OnPostAsync(ProofFields proof)
    {
        View = await read.RunAsync(Own, Now);
        if (View.HasSecondFactor)
        {
            if (!(await off.RunAsync(Own, proof.Proof, Now, CodesAt)).TryGet(out var changed, out var stays))
            {
                return Refuse(stays);
            }

            Keep(changed.Session);
            return Done("factor-off");
        }

        if (!(await setUp.RunAsync(Own, proof.Password, proof.Code, Now, CodesAt)).TryGet(out var done, out var refusal))
        {
            Offer = await setUp.OfferAsync(Own);
            return Offer is null ? LocalRedirect(Room) : Refuse(refusal);
        }

        Keep(done.Session);
        RecoveryCodes = done.RecoveryCodes;
        return Page();
    }
}
