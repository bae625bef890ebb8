using Guichet.App.Payments;
using Guichet.Domain.Access;
using Guichet.Domain.Payments;
using Guichet.Web.Access;

namespace Guichet.Web.Customer.Receipt;

/// <summary>What a receipt on the screen asks for every few seconds: the server's time, for its running clock, and whether the payment is still as it is shown.</summary>
public static class ReceiptEndpoints
{
    public static void MapReceipts(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/app/paiements/{number}/etat", StateAsync).Needs(Permission.Pay).WithMetadata(new BackgroundRequestAttribute());

    /// <param name="Now">Milliseconds since 1970.</param>
    /// <param name="Version">Of the payment.</param>
    private sealed record State(long Now, int Version);

    private static async Task<IResult> StateAsync(string number, HttpContext context, CustomerRequests requests, TimeProvider clock) =>
        TransactionNumber.IsWellFormed(number) && (await requests.ByNumberAsync(context.Customer(), number)).TryGet(out var found, out _)
            ? TypedResults.Ok(new State(clock.GetUtcNow().ToUnixTimeMilliseconds(), found.Payment.Version)) : Results.NotFound();
}
