using Guichet.App.Access;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Web.Customer.Protection;

/// <summary>The question that makes a new passkey of the app.</summary>
public sealed class DefiNouvelleModel(AskPasskey ask, AccessCookies cookies, Sentences sentences, TimeProvider clock) : OwnWalletPage(cookies, sentences, clock)
{
    public const string Address = "/app/compte/cles/defi";

    public IActionResult OnGet()
    {
        Response.Headers.Allow = HttpMethods.Post;
        return StatusCode(StatusCodes.Status405MethodNotAllowed);
    }

    public async Task<IActionResult> OnPostAsync() =>
        (await ask.ToAddAsync(Own, Now)).TryGet(out var question, out var refusal) ? PasskeyForm.Question(question) : PasskeyForm.Refused(refusal, Sentences);
}
