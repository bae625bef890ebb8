using Guichet.App.Live;
using Guichet.App.Payments;
using Guichet.Domain.Payments;
using Guichet.Web.Access;
using Guichet.Web.Merchant;

namespace Guichet.Web.Live;

/// <summary>What open pages of the portal listen to («flux»), and what they ask when they hear nothing («etat»).</summary>
public static class LiveEndpoints
{
    public static IServiceCollection AddLive(this IServiceCollection services) => services.AddSingleton<StreamPlaces>().AddSingleton<LiveStream>();

    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/encaissement").RequireAuthorization(Schemes.Merchant).WithMetadata(new BackgroundRequestAttribute());
        pages.MapGet("/operations/{number:length(10)}/etat", PaymentStateAsync);
        pages.MapGet("/operations/{number:length(10)}/flux", PaymentStreamAsync);
        pages.MapGet("/etat", ListStateAsync);
        pages.MapGet("/flux", ListStreamAsync);
    }

    private static async Task<IResult> PaymentStateAsync(string number, HttpContext context, ReadPayment payments, TimeProvider clock) =>
        TransactionNumber.IsWellFormed(number) && await LiveState.OfPaymentAsync(payments, context.Merchant(), number, clock.GetUtcNow()) is { } state
            ? Results.Json(state) : Results.NotFound();

    private static async Task<IResult> PaymentStreamAsync(string number, HttpContext context, IServiceProvider services)
    {
        var (payments, actor) = (services.GetRequiredService<ReadPayment>(), context.Merchant());
        if (!TransactionNumber.IsWellFormed(number) || (await payments.RunAsync(actor, number)).Refusal is not null)
        {
            return Results.NotFound();
        }

        // First the place in the feed, then the first look: nothing falls between the two.
        var subscription = services.GetRequiredService<PaymentFeed>().ToPayment(number);
        return services.GetRequiredService<LiveStream>().Open(context, subscription, now => LiveState.OfPaymentAsync(payments, actor, number, now));
    }

    private static async Task<IResult> ListStateAsync(HttpContext context, CurrentPoint points, FindPayments payments, TimeProvider clock) =>
        (await points.OfRequestAsync(context)).TryGet(out var point, out _)
            ? Results.Json(await LiveState.OfListAsync(payments, context.Merchant(), point.Id, clock.GetUtcNow())) : Results.NotFound();

    private static async Task<IResult> ListStreamAsync(HttpContext context, CurrentPoint points, FindPayments payments, IServiceProvider services)
    {
        if (!(await points.OfRequestAsync(context)).TryGet(out var point, out _))
        {
            return Results.NotFound();
        }

        var actor = context.Merchant();
        var subscription = services.GetRequiredService<PaymentFeed>().ToPointsOfSale(point.Id);
        return services.GetRequiredService<LiveStream>().Open(context, subscription, now => LiveState.OfListAsync(payments, actor, point.Id, now));
    }
}
