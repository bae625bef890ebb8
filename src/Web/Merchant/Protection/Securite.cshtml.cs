using Guichet.App.Access;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Guichet.Web.Merchant.Protection;

/// <summary>«Sécurité»: how one gets in, and where one is signed in.</summary>
[Needs(Permission.ManageOwnAccess), EnableRateLimiting(AccessWeb.FormLimit)]
public sealed class SecuriteModel(ReadOwnAccess read, SignOutDevice signOut, SignOutEverywhere everywhere, AccessCookies cookies, Sentences sentences, TimeProvider clock) : OwnAccessPage(cookies, sentences, clock)
{
    public const string DoneParameter = "fait";

    /// <summary>What a page before has just done: names of texts, and nothing else is said.</summary>
    private static readonly string[] Deeds = ["password", "factor-off", "device", "passkey-added", "passkey-renamed", "passkey-removed"];

    public OwnAccessView View { get; private set; } = null!;
    public string? DoneText { get; private set; }

    public async Task OnGetAsync([FromQuery(Name = DoneParameter)] string? done)
    {
        DoneText = Array.Find(Deeds, deed => deed == done);
        View = await read.RunAsync(Own, Now);
    }

    /// <summary>One device, or all of them with this one.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm(Name = "device")] string? device, [FromForm(Name = "everywhere")] string? all)
    {
        if (all is not null)
        {
            await everywhere.RunAsync(Own, Now);
            Leave();
            return LocalRedirect(ReturnAddress.SignIn(AccountArea.Merchant));
        }

        return (await signOut.RunAsync(Own, device)).TryGet(out _, out var refusal) ? Done("device") : StatusCode(refusal.HttpStatus);
    }
}
