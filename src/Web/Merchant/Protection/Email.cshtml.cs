using Guichet.App.Access;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Guichet.Web.Merchant.Protection;

/// <summary>Another e-mail: a link goes to the new address.</summary>
[Needs(Permission.ManageOwnAccess), EnableRateLimiting(AccessWeb.FormLimit)]
public sealed class EmailModel(ReadOwnAccess read, AskNewEmail ask, AccessCookies cookies, Sentences sentences, TimeProvider clock) : OwnAccessPage(cookies, sentences, clock)
{
    public OwnAccessView View { get; private set; } = null!;

    /// <summary>As typed.</summary>
    [BindProperty(Name = "email")]
    public string? Email { get; set; }

    /// <summary>Where the link went.</summary>
    public string? SentTo { get; private set; }

    public async Task OnGetAsync() => View = await read.RunAsync(Own, Now);

    public async Task<IActionResult> OnPostAsync(ProofFields proof)
    {
        var result = await ask.RunAsync(Own, Email, proof.Proof, Now, CodesAt);
        View = await read.RunAsync(Own, Now);
        if (!result.TryGet(out var sent, out var refusal))
        {
            return Refuse(refusal);
        }

        SentTo = sent;
        return Page();
    }
}
