using Guichet.App.Live;
using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Web.Access;
using Guichet.Web.Merchant.Operations;

namespace Guichet.Web.Live;

/// <summary>What open pages of the portal listen to («flux»), and what they ask when they hear nothing («etat»).</summary>
public static class LiveEndpoints
{
    public static IServiceCollection AddLive(this IServiceCollection services) => services.AddSingleton<StreamPlaces>().AddSingleton<LiveStream>();

    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/encaissement").Needs(Permission.SeePayments).WithMetadata(new BackgroundRequestAttribute());
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

    private static async Task<IResult> ListStateAsync(HttpContext context, ListPoints points, FindPayments payments, TimeProvider clock) =>
        (await PointsAsync(context, points, clock)).TryGet(out var shown, out _)
            ? Results.Json(await LiveState.OfListAsync(payments, context.Merchant(), shown.Ids, clock.GetUtcNow())) : Results.NotFound();

    private static async Task<IResult> ListStreamAsync(HttpContext context, ListPoints points, FindPayments payments, IServiceProvider services, TimeProvider clock)
    {
        if (!(await PointsAsync(context, points, clock)).TryGet(out var shown, out _))
        {
            return Results.NotFound();
        }

        var (actor, feed) = (context.Merchant(), services.GetRequiredService<PaymentFeed>());
        var subscription = (shown.Ids ?? actor.Points) is { } ids ? feed.ToPointsOfSale(ids) : feed.ToAgreement(actor.AgreementId);
        return services.GetRequiredService<LiveStream>().Open(context, subscription, now => LiveState.OfListAsync(payments, actor, shown.Ids, now));
    }

    /// <summary>The same points as the list of the same address shows.</summary>
    private static Task<Result<ShownPoints>> PointsAsync(HttpContext context, ListPoints points, TimeProvider clock) =>
        points.OfAsync(context, ListBinder.Read(context.Request.Query, ParisCalendar.DayOf(clock.GetUtcNow())));
}
