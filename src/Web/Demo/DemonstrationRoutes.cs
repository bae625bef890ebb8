using Guichet.App.Letters;

namespace Guichet.Web.Demo;

/// <summary>The HTML of letters alone, for the frames of their pages: styles of its own, and nothing else.</summary>
public static class DemonstrationRoutes
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

    /// <summary>Maps nothing outside the demonstration.</summary>
    public static void MapDemonstration(this IEndpointRouteBuilder routes, Settings settings)
    {
        if (!settings.IsDemonstration)
        {
            return;
        }

        routes.MapGet("/demo/mail/{id:long}/html", async (long id, DemonstrationMailbox mailbox, HttpContext context) => Alone(context, (await mailbox.FindAsync(id))?.Html)).AllowAnonymous();
        routes.MapGet("/demo/letters/{name}/{language:regex(^(fr|en)$)}/html", (string name, string language, DemonstrationLetters letters, HttpContext context) =>
            Alone(context, letters.Find(name, language)?.Html)).AllowAnonymous();
    }

    private static IResult Alone(HttpContext context, string? html)
    {
        if (html is null)
        {
            return Results.NotFound();
        }

        context.Response.Headers.ContentSecurityPolicy = Policy;
        // Links of a letter open beside the mailbox, as in a mail program.
        return Results.Text(html.Replace("<head>", "<head><base target=\"_blank\">", StringComparison.Ordinal), "text/html; charset=utf-8");
    }
}
