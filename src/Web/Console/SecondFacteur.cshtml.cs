using Guichet.App.Access;
using Guichet.App.Letters;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Console;

/// <summary>The first sign-in: an authenticator app is set up, and the recovery codes are shown this once.</summary>
public sealed class SecondFacteurModel(SetUpSecondFactor setUp, SecondFactor factor, Sessions sessions, AccessCookies cookies, ReaderLanguage language, Sentences sentences, TimeProvider clock)
    : SecondFactorPage(sessions, cookies, language, sentences, clock)
{
    public override AccountArea Area => AccountArea.Operator;

    public SecondFactorOffer? Offer { get; private set; }

    /// <summary>Null before the set-up is confirmed.</summary>
    public IReadOnlyList<string>? RecoveryCodes { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        Offer = await setUp.OfferAsync(Half, Now);
        return Offer is not null ? Page() : await factor.IsSetUpAsync(Half, Now) is true ? ToStep("code") : await LeaveAsync();
    }

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "code")] string? code)
    {
        if (!(await setUp.RunAsync(Half, code, Now, CodesAt)).TryGet(out var done, out var refusal))
        {
            Offer = await setUp.OfferAsync(Half, Now);
            return Offer is null ? await LeaveAsync() : await RefuseAsync(refusal);
        }

        await EnterAsync(done.Session);
        RecoveryCodes = done.RecoveryCodes;
        return Page();
    }
}
