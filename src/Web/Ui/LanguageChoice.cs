using Microsoft.AspNetCore.Localization;

namespace Guichet.Web.Ui;

/// <summary>«English» / «Français» at the foot of every page: kept in a cookie, before what the browser prefers.</summary>
public static class LanguageChoice
{
    public const string CookieName = "guichet-language";

    /// <summary>GET /langue/{fr|en}?retour=/page: changes nothing but the reader's language, and goes back to a local page only.</summary>
    public static void MapLanguageChoice(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/langue/{language:regex(^(fr|en)$)}", (string language, string? retour, HttpContext context) =>
        {
            var culture = language == "en" ? "en-GB" : "fr-FR";
            context.Response.Cookies.Append(CookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)),
                new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = TimeSpan.FromDays(365), IsEssential = true });
            return Results.LocalRedirect(LocalAddress.OrHome(retour));
        }).AllowAnonymous();
}
