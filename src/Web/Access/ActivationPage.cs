using System.Globalization;
using Guichet.App.Access;
using Guichet.App.Letters;
using Guichet.Domain;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Guichet.Web.Access;

/// <summary>«Créer mon compte»: number, activation code and the first password; the browser is signed in afterwards. The same answer, after the same time, whoever's number it is.</summary>
[AllowAnonymous, SignInPage, EnableRateLimiting(AccessWeb.FormLimit)]
public abstract class ActivationPage(
    ActivateAccount activate, AccessCookies cookies, ReaderLanguage language, Sentences sentences, IStringLocalizer<Joining> texts, IStringLocalizer<Texts.Access> accessTexts, TimeProvider clock)
    : PageModel
{
    /// <summary>In the address of the letter.</summary>
    public const string NumberQuery = "numero";

    /// <summary>Longer than looking at a code takes.</summary>
    private static readonly TimeSpan AnswerAfter = TimeSpan.FromMilliseconds(400);

    public abstract AccountArea Area { get; }
    public FieldErrors Errors { get; } = new();

    /// <summary>Where an activated account goes on.</summary>
    protected virtual string Afterwards => ReturnAddress.Home(Area);

    /// <summary>As typed, or as the letter's link says; both stay after an error, the password and the secret code do not.</summary>
    [BindProperty(Name = "number")]
    public string? Number { get; set; }

    [BindProperty(Name = "code")]
    public string? Code { get; set; }

    public void OnGet([FromQuery(Name = NumberQuery)] string? number) => Number = number;

    public async Task<IActionResult> OnPostAsync(
        [FromForm(Name = "password")] string? password, [FromForm(Name = "password_again")] string? again, [FromForm(Name = "pin")] string? pin, [FromForm(Name = "pin_again")] string? pinAgain)
    {
        if (string.IsNullOrWhiteSpace(Number) || string.IsNullOrWhiteSpace(Code) || string.IsNullOrEmpty(password))
        {
            Require(Number, "number", accessTexts[$"missing.number.{Area}"]);
            Require(Code, "code", texts["activation.missing.code"]);
            Require(password, "password", accessTexts[$"missing.password.{Area}"]);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        var form = new ActivationForm(Area, Number, Code, password, again)
        {
            Pin = pin,
            PinAgain = pinAgain,
            Place = SignedIn.Place(HttpContext),
            SessionKey = cookies.SessionKey(HttpContext, Area),
            DeviceKey = cookies.DeviceKey(HttpContext, Area),
        };
        // The wall clock on purpose: a practice clock that stands still must not hold the answer.
        var floor = Task.Delay(AnswerAfter, TimeProvider.System);
        var answer = await activate.RunAsync(form, clock.GetUtcNow());
        await floor;
        if (!answer.TryGet(out var opened, out var refusal))
        {
            Response.StatusCode = Errors.AddAll([refusal], sentences);
            return Page();
        }

        cookies.Set(HttpContext, Area, opened);
        await language.RememberAsync(opened.AccountId, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
        return LocalRedirect(opened.IsHalf ? $"{Area.Root()}/code" : Afterwards);
    }

    private void Require(string? typed, string field, string sentence)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            Errors.Add(field, sentence);
        }
    }
}
