using System.Runtime.CompilerServices;
using Guichet.App.Live;

namespace Guichet.Web.Live;

/// <summary>What a stream is woken by: something changed, or it is time to show that the line is alive.</summary>
internal enum Beat
{
    Alive,
    Changed,
}

/// <summary>A place in the feed and a clock, merged. Ends without an exception when the reader goes away or the server stops.</summary>
internal static class Pulse
{
    public static async IAsyncEnumerable<Beat> Of(
        PaymentSubscription subscription, TimeSpan every, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var events = subscription.ReadAllAsync(over.Token).GetAsyncEnumerator(over.Token);
        var next = events.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                using var silence = CancellationTokenSource.CreateLinkedTokenSource(over.Token);
                var first = await Task.WhenAny(next, Task.Delay(every, clock, silence.Token));
                await silence.CancelAsync();
                if (cancellation.IsCancellationRequested)
                {
                    yield break;
                }

                if (first != next)
                {
                    yield return Beat.Alive;
                }
                else if (await next)
                {
                    next = events.MoveNextAsync().AsTask();
                    yield return Beat.Changed;
                }
                else
                {
                    yield break;
                }
            }
        }
        finally
        {
            // A reader may not be disposed while it waits.
            await over.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await events.DisposeAsync();
        }
    }
}
