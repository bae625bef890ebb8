using Guichet.App.Access;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Guichet.Web.Access;

/// <summary>«Je n'ai pas reçu de code»: the same answer, after the same time, whoever is asked for.</summary>
[AllowAnonymous, SignInPage, EnableRateLimiting(AccessWeb.FormLimit)]
public abstract class AskActivationPage(AskActivationCode ask, Sentences sentences, TimeProvider clock) : PageModel
{
    /// <summary>Longer than mailing takes.</summary>
    private static readonly TimeSpan AnswerAfter = TimeSpan.FromMilliseconds(400);

    public abstract AccountArea Area { get; }
    public FieldErrors Errors { get; } = new();
    public bool Asked { get; private set; }

    [BindProperty(Name = "number")]
    public string? Number { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        // The wall clock on purpose: a practice clock that stands still must not hold the answer.
        var floor = Task.Delay(AnswerAfter, TimeProvider.System);
        var answer = await ask.RunAsync(Area, Number, SignedIn.Address(HttpContext), clock.GetUtcNow());
        await floor;
        if (answer.Refusal is { } refusal)
        {
            Response.StatusCode = Errors.AddAll([refusal], sentences);
        }

        Asked = answer.Refusal is null;
        return Page();
    }
}
