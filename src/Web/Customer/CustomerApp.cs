using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Guichet.App.Access;
using Guichet.App.Live;
using Guichet.App.Payments;
using Guichet.Web.Access;
using Guichet.Web.Customer.Push;
using Guichet.Web.Live;

namespace Guichet.Web.Customer;

/// <summary>What the pages of the customer's app need beside the use cases, and what they listen to («flux»).</summary>
public static class CustomerApp
{
    public static IServiceCollection AddCustomerApp(this IServiceCollection services) => services.AddSingleton<TimeLeft>().AddSingleton<Receipt.ReceiptAge>().AddSingleton<CustomerStream>().AddSingleton<PushPart>();

    public static void MapCustomerApp(this IEndpointRouteBuilder routes)
    {
        var streams = routes.MapGroup("/app/flux").Needs(Permission.Pay).WithMetadata(new BackgroundRequestAttribute());
        streams.MapGet("", (HttpContext context, PaymentFeed feed, CustomerStream stream) => stream.Open(context, feed.ToCustomer(context.Customer().CustomerId)));
        streams.MapGet("{door:regex(^(r|demandes)$)}/{key}", OfRequestAsync).RequireRateLimiting(AccessWeb.RequestLinkLimit);
    }

    /// <summary>Of one request: a bearer of its link is nobody's addressee, and still wants to hear that it was cancelled.</summary>
    private static async Task<IResult> OfRequestAsync(string door, string key, HttpContext context, CustomerRequests requests, PaymentFeed feed, CustomerStream stream) =>
        (await new RequestAddress(door, key).FindAsync(requests, context.Customer())).TryGet(out var found, out _)
            ? stream.Open(context, feed.ToPayment(found.Payment.Number)) : Results.NotFound();
}

/// <summary>
/// The events of one open page: «change» when it should look again, «alive» between. They say nothing else: what is shown is the page itself, asked again.
/// Ends when the session does.
/// </summary>
internal sealed class CustomerStream(StreamPlaces places, Sessions sessions, AccessCookies cookies, TimeProvider clock, IHostApplicationLifetime server)
{
    /// <summary>Below the silence after which proxies hang up; the session is looked at as often.</summary>
    private static readonly TimeSpan AliveEvery = TimeSpan.FromSeconds(10);

    public IResult Open(HttpContext context, PaymentSubscription subscription)
    {
        var accountId = context.Customer().AccountId;
        if (!places.TryTake(accountId))
        {
            subscription.Dispose();
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        context.Response.OnCompleted(() =>
        {
            subscription.Dispose();
            places.GiveBack(accountId);
            return Task.CompletedTask;
        });
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(EventsAsync(cookies.SessionKey(context, AccountArea.Customer), subscription, context.RequestAborted));
    }

    private async IAsyncEnumerable<SseItem<string>> EventsAsync(string? sessionKey, PaymentSubscription subscription, [EnumeratorCancellation] CancellationToken aborted)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(aborted, server.ApplicationStopping);
        yield return Event(Beat.Alive);
        await foreach (var beat in Pulse.Of(subscription, AliveEvery, clock, over.Token))
        {
            if (beat == Beat.Alive && await sessions.FindAsync(sessionKey, AccountArea.Customer, touch: false, clock.GetUtcNow()) is null)
            {
                yield break;
            }

            yield return Event(beat);
        }
    }

    /// <summary>A browser drops events without data.</summary>
    private static SseItem<string> Event(Beat beat) => new("-", beat == Beat.Changed ? "change" : "alive");
}
