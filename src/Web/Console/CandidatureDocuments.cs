using Guichet.App.Console.Applications;
using Guichet.Domain.Merchants;
using Guichet.Web.Access;

namespace Guichet.Web.Console;

/// <summary>Documents of applications, which strangers sent: handed to operators as files to save, never shown by the browser as a page of ours.</summary>
public static class CandidatureDocuments
{
    /// <summary>Should a browser show one all the same, it runs nothing and belongs to no site.</summary>
    private const string Sandboxed = $"{Security.Policy}; sandbox";

    public static void MapApplicationDocuments(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/console/candidatures/{application:long}/documents/{document:long}", GetAsync).Needs(Permission.DecideApplications);

    private static async Task<IResult> GetAsync(long application, long document, HttpContext context, FindApplications applications)
    {
        if (await applications.DocumentAsync(application, document) is not { } found)
        {
            return Results.NotFound();
        }

        context.Response.Headers.ContentSecurityPolicy = Sandboxed;
        return Results.File(found.Content, found.Document.Type.ContentType(), found.Document.Name);
    }
}
