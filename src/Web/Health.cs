using System.Data.Common;
using Guichet.App.Storage;

namespace Guichet.Web;

/// <summary>For whoever keeps the program running: alive (restart me if not), ready (send me people if so). They say nothing else.</summary>
public static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("live")).AllowAnonymous();
        routes.MapGet("/health/ready", async (HttpContext context) =>
            await IsReadyAsync(context.RequestServices) ? Results.Text("ready") : Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable)).AllowAnonymous();
    }

    /// <summary>A database that does not answer is «not ready», not an error of the page.</summary>
    private static async Task<bool> IsReadyAsync(IServiceProvider services)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2), services.GetRequiredService<TimeProvider>());
        try
        {
            return await StorageSetup.IsReadyAsync(services, patience.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or DbException)
        {
            return false;
        }
    }
}
