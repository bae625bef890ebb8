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

/// <summary>Number and password, of every side.</summary>
[AllowAnonymous, SignInPage, EnableRateLimiting(AccessWeb.FormLimit)]
public abstract class PasswordPage(
    SignIn signIn, AccessCookies cookies, ReaderLanguage language, Sentences sentences, IStringLocalizer<Texts.Access> texts, TimeProvider clock) : PageModel
{
    public abstract AccountArea Area { get; }
    public FieldErrors Errors { get; } = new();

    /// <summary>As typed; it stays after an error, the password does not.</summary>
    [BindProperty(Name = "number")]
    public string? Number { get; set; }

    [BindProperty(Name = ReturnAddress.Parameter, SupportsGet = true)]
    public string? ReturnTo { get; set; }

    /// <summary>Three wrong codes of the second factor, or too long a wait for it.</summary>
    public bool HalfSessionEnded => Request.QueryString.Value == $"?{SecondFactorPage.EndedQuery}" && !Errors.Any;

    /// <summary>The mailed link has just set a new password.</summary>
    public bool PasswordChanged => Request.QueryString.Value == $"?{ResetPasswordPage.DoneQuery}" && !Errors.Any;

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "password")] string? password)
    {
        if (string.IsNullOrWhiteSpace(Number) || string.IsNullOrEmpty(password))
        {
            Require("number", Number);
            Require("password", password);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        var attempt = new SignInAttempt(Area, Number, password, SignedIn.Address(HttpContext), cookies.SessionKey(HttpContext, Area), cookies.DeviceKey(HttpContext, Area),
            SignedIn.Place(HttpContext).Agent);
        if ((await signIn.RunAsync(attempt, clock.GetUtcNow())).TryGet(out var opened, out var refusal))
        {
            cookies.Set(HttpContext, Area, opened);
            if (opened.IsHalf)
            {
                return LocalRedirect(ReturnAddress.With(ReturnAddress.Code(Area), Area, ReturnTo));
            }

            await language.RememberAsync(opened.AccountId, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
            return LocalRedirect(ReturnAddress.For(Area, ReturnTo));
        }

        Response.StatusCode = Errors.AddAll([refusal], sentences);
        return Page();
    }

    private void Require(string field, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            Errors.Add(field, texts[$"missing.{field}.{Area}"]);
        }
    }
}
