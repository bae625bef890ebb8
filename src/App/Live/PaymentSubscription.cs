using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Guichet.App.Live;

/// <summary>What a subscriber is told: a payment that changed, or (<see cref="IsRefresh"/>) that it missed something and looks at everything again.</summary>
public readonly record struct PaymentEvent(PaymentChange? Change)
{
    public static readonly PaymentEvent Refresh;
    public bool IsRefresh => Change is null;
}

/// <summary>A place in the feed, with room for <see cref="Capacity"/> events. For one reader.</summary>
public sealed class PaymentSubscription : IDisposable
{
    public const int Capacity = 64;

    private readonly Channel<PaymentEvent> _events =
        Channel.CreateBounded<PaymentEvent>(new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly Action<PaymentSubscription> _leave;
    private int _missed;

    internal PaymentSubscription(Action<PaymentSubscription> leave) => _leave = leave;

    /// <summary>Events from the moment of the subscription until it is disposed or the token is cancelled.</summary>
    public async IAsyncEnumerable<PaymentEvent> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        do
        {
            while (_events.Reader.TryRead(out var next))
            {
                yield return next;
            }

            if (Interlocked.Exchange(ref _missed, 0) == 1)
            {
                yield return PaymentEvent.Refresh;
            }
        }
        while (await _events.Reader.WaitToReadAsync(cancellation));
    }

    public void Dispose()
    {
        _leave(this);
        _events.Writer.TryComplete();
    }

    internal void Tell(PaymentChange change)
    {
        if (!_events.Writer.TryWrite(new PaymentEvent(change)))
        {
            TellRefresh();
        }
    }

    internal void TellRefresh()
    {
        // Full: the reader has something to read, and looks at the mark after it. Emptied meanwhile: the second write wakes it.
        Volatile.Write(ref _missed, 1);
        _events.Writer.TryWrite(PaymentEvent.Refresh);
    }
}
