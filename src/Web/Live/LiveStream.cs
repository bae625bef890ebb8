using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Guichet.App.Access;
using Guichet.App.Live;
using Guichet.Web.Access;

namespace Guichet.Web.Live;

/// <summary>
/// The events of one open page: the state at once, again after every change, and a sign of life between them. The feed is a hint: the state is read
/// from the database, also now and then without a hint. Ends when the session does.
/// </summary>
internal sealed class LiveStream(AccessCookies cookies, StreamPlaces places, Sessions sessions, TimeProvider clock, IHostApplicationLifetime server)
{
    /// <summary>A page that hears nothing for longer says that it is not sure, so this is well below what people wait for.</summary>
    public static readonly TimeSpan AliveEvery = TimeSpan.FromSeconds(2);

    /// <summary>Every fifth sign of life looks at the session and at the state again.</summary>
    private const int BeatsToLookAgain = 5;

    public IResult Open(HttpContext context, PaymentSubscription subscription, Func<DateTimeOffset, Task<LiveState?>> read)
    {
        var accountId = context.Merchant().AccountId;
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
        return TypedResults.ServerSentEvents(EventsAsync(cookies.SessionKey(context, AccountArea.Merchant), subscription, read, context.RequestAborted));
    }

    private async IAsyncEnumerable<SseItem<LiveState>> EventsAsync(
        string? sessionKey, PaymentSubscription subscription, Func<DateTimeOffset, Task<LiveState?>> read, [EnumeratorCancellation] CancellationToken aborted)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(aborted, server.ApplicationStopping);
        if (await read(clock.GetUtcNow()) is not { } state)
        {
            yield break;
        }

        yield return Event(state);
        var (silent, changes) = (0, 0);
        await foreach (var beat in Pulse.Of(subscription, AliveEvery, clock, over.Token))
        {
            silent = beat == Beat.Changed ? 0 : silent + 1;
            changes += beat == Beat.Changed ? 1 : 0;
            var now = clock.GetUtcNow();
            if (silent % BeatsToLookAgain == 0)
            {
                if (await sessions.FindAsync(sessionKey, AccountArea.Merchant, touch: false, now) is null || await read(now) is not { } read1)
                {
                    yield break;
                }

                state = read1;
            }

            yield return Event(state with { Now = now, Changes = changes });
        }
    }

    private static SseItem<LiveState> Event(LiveState state) => new(state, "state");
}
