using Guichet.App.Letters;
using Guichet.Web.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Localization;

namespace Guichet.Web.Ui;

/// <summary>«English» / «Français» at the foot of every page: kept in a cookie, before what the browser prefers, and for the letters of whoever is signed in.</summary>
public static class LanguageChoice
{
    public const string CookieName = "guichet-language";

    /// <summary>GET /langue/{fr|en}?retour=/page: changes nothing but the reader's language, and goes back to a local page only.</summary>
    public static void MapLanguageChoice(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/langue/{language:regex(^(fr|en)$)}", async (string language, string? retour, HttpContext context, ReaderLanguage letters) =>
        {
            var culture = language == "en" ? "en-GB" : "fr-FR";
            context.Response.Cookies.Append(CookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)),
                new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = TimeSpan.FromDays(365), IsEssential = true });
            foreach (var scheme in (string[])[Schemes.Merchant, Schemes.Customer, Schemes.Operator])
            {
                if ((await context.AuthenticateAsync(scheme)).Principal is { } reader)
                {
                    await letters.RememberAsync(SignedIn.AccountOf(reader), language);
                }
            }

            return Results.LocalRedirect(LocalAddress.OrHome(retour));
        }).AllowAnonymous();
}
