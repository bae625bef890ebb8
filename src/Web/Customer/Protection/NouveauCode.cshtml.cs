using Guichet.App.Access;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Customer.Protection;

/// <summary>Another 4-digit code, for who knows the password.</summary>
public sealed class NouveauCodeModel(ChangePin change, AccessCookies cookies, Sentences sentences, TimeProvider clock) : OwnWalletPage(cookies, sentences, clock)
{
    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "current")] string? current, [FromForm(Name = "pin")] string? pin, [FromForm(Name = "pin_again")] string? again)
    {
        if (!(await change.RunAsync(Own, current, pin, again, Now)).TryGet(out var changed, out var refusal))
        {
            return Refuse(refusal);
        }

        Keep(changed.Session);
        return Done("pin");
    }
}
