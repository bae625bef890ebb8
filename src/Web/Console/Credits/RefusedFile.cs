using System.Net.Mime;
using Guichet.App.Console;
using Guichet.App.Wallets.Crediting;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;

namespace Guichet.Web.Console.Credits;

/// <summary>The refused lines of an order, for who sent it.</summary>
public static class RefusedFile
{
    public const string Name = "lignes-refusees.csv";

    public static void MapRefusedFile(this IEndpointRouteBuilder routes) =>
        routes.MapGet($"/console/credits/{{order:long:min(1)}}/{Name}", SendAsync).Needs(Permission.CreditCustomers);

    private static async Task SendAsync(
        long order, HttpContext context, CreditOrders orders, ExportRefusedLines export, IStringLocalizer<ConsoleRooms> rooms, IStringLocalizer<Crediting> crediting)
    {
        if (!(await orders.FindAsync(order)).TryGet(out _, out _))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = $"{MediaTypeNames.Text.Csv}; charset=utf-8";
        context.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = $"{order}-{Name}" }.ToString();
        await export.WriteAsync(order, [rooms["lines.line"], rooms["lines.typed"], rooms["lines.why"]], error => crediting[$"error.{error}"], context.Response.BodyWriter.AsStream(leaveOpen: true), context.RequestAborted);
    }
}
