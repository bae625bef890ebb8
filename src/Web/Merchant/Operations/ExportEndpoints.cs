using Guichet.Web.Access;

namespace Guichet.Web.Merchant.Operations;

/// <summary>How far an export is, and the way to stop it; by the id that the page gave it.</summary>
public static class ExportEndpoints
{
    public const string Path = "/encaissement/export/suivi";

    public static void MapExports(this IEndpointRouteBuilder routes)
    {
        var exports = routes.MapGroup(Path).Needs(Permission.Export).WithMetadata(new BackgroundRequestAttribute());
        exports.MapGet("/{id}", (string id, HttpContext context, ExportWatch watch) => Answer(watch.Find(context.Merchant().AccountId, id)));
        // No page elsewhere can send this method with somebody's cookies: browsers ask first, and are not allowed.
        exports.MapDelete("/{id}", (string id, HttpContext context, ExportWatch watch) =>
        {
            var export = watch.Find(context.Merchant().AccountId, id);
            export?.Cancel();
            return Answer(export);
        });
    }

    /// <summary>No content where it is not known: on another server of the same address it may be running.</summary>
    private static IResult Answer(WatchedExport? export) => export is null ? Results.NoContent()
        : Results.Json(new { State = export.State.ToString(), export.Rows, export.Of });
}
