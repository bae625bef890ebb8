using Guichet.App.Access;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Customer.Protection;

/// <summary>Another password, for who knows the present one.</summary>
public sealed class NouveauMotDePasseModel(ChangePassword change, AccessCookies cookies, Sentences sentences, TimeProvider clock) : OwnWalletPage(cookies, sentences, clock)
{
    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "current")] string? current, [FromForm(Name = "password")] string? password, [FromForm(Name = "password_again")] string? again)
    {
        if (!(await change.RunAsync(Own, current, password, again, Now)).TryGet(out var changed, out var refusal))
        {
            return Refuse(refusal);
        }

        Keep(changed.Session);
        return Done("password");
    }
}
