using Guichet.App.Access;
using Guichet.App.Letters;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Console;

/// <summary>The code of the authenticator app, or a recovery code, after the password.</summary>
public sealed class CodeModel(SecondFactor factor, Sessions sessions, AccessCookies cookies, ReaderLanguage language, Sentences sentences, TimeProvider clock)
    : SecondFactorPage(sessions, cookies, language, sentences, clock)
{
    public override AccountArea Area => AccountArea.Operator;

    public async Task<IActionResult> OnGetAsync() => await factor.IsSetUpAsync(Half, Now) switch
    {
        null => await LeaveAsync(),
        false => ToStep("second-facteur"),
        true => Page(),
    };

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "code")] string? code)
    {
        if (!(await factor.RunAsync(Half, code, Now, CodesAt)).TryGet(out var opened, out var refusal))
        {
            return await RefuseAsync(refusal);
        }

        await EnterAsync(opened);
        return LocalRedirect(BackAddress);
    }
}
