using Guichet.App.Access;
using Guichet.App.Letters;
using Guichet.Domain;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Access;

/// <summary>The second half of a sign-in, of every side that has one: the app's code, a recovery code, or a passkey.</summary>
public abstract class CodePage(
    SecondFactor factor, SignInByPasskey byPasskey, AskPasskey passkeys, Sessions sessions, AccessCookies cookies, ReaderLanguage language, Sentences sentences, TimeProvider clock)
    : SecondFactorPage(sessions, cookies, language, sentences, clock)
{
    /// <summary>Where the browser gets the question for a passkey.</summary>
    public abstract string? PasskeyQuestion { get; }

    public bool HasPasskey { get; private set; }

    /// <summary>Where who has no second factor yet sets one up, on sides that ask for it at once.</summary>
    protected virtual string? SetUpStep => null;

    public async Task<IActionResult> OnGetAsync()
    {
        HasPasskey = PasskeyQuestion is not null && await passkeys.HasAnyAsync(Half, Now);
        return await factor.IsSetUpAsync(Half, Now) switch
        {
            true => Page(),
            false when SetUpStep is { } step => ToStep(step),
            _ => await LeaveAsync(),
        };
    }

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "code")] string? code, [FromForm(Name = PasskeyForm.Answer)] string? answer, [FromForm(Name = PasskeyForm.Token)] string? token)
    {
        HasPasskey = PasskeyQuestion is not null && await passkeys.HasAnyAsync(Half, Now);
        var result = HasPasskey && PasskeyForm.Of(answer, token) is { } passkey ? await byPasskey.SecondAsync(Half, passkey, Now) : await factor.RunAsync(Half, code, Now, CodesAt);
        if (!result.TryGet(out var opened, out var refusal))
        {
            return await RefuseAsync(refusal);
        }

        await EnterAsync(opened);
        return LocalRedirect(BackAddress);
    }
}
