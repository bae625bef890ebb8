using Guichet.App.Access;
using Guichet.App.Letters;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Customer.Protection;

/// <summary>A passkey opens the app, instead of number and password or of the code; the phone is known afterwards.</summary>
public sealed class CleSeuleModel(SignInByPasskey signIn, Sessions sessions, AccessCookies cookies, ReaderLanguage language, Sentences sentences, TimeProvider clock)
    : SecondFactorPage(sessions, cookies, language, sentences, clock)
{
    public const string Address = "/app/connexion/cle";

    public override AccountArea Area => AccountArea.Customer;

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync([FromForm(Name = PasskeyForm.Answer)] string? answer, [FromForm(Name = PasskeyForm.Token)] string? token)
    {
        if (!(await signIn.AloneAsync(Half, new PasskeyAnswer(token, answer), Now)).TryGet(out var opened, out var refusal))
        {
            return await RefuseAsync(refusal);
        }

        await EnterAsync(opened);
        return LocalRedirect(BackAddress);
    }
}
