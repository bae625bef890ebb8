using System.Threading.Channels;

namespace Guichet.App.Storage.Desk;

/// <summary>Who waits at a lane. People come first; of the clock's commands only so many go along that those who come meanwhile hardly wait for them.</summary>
internal sealed class DeskQueue(DeskLimits limits)
{
    private readonly Channel<DeskWaiter> _people = NewChannel(limits.QueueLength);
    private readonly Channel<DeskWaiter> _clock = NewChannel(limits.QueueLength);

    /// <summary>Says that one of both holds something.</summary>
    private readonly Channel<bool> _called = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    /// <returns>False when too many wait, or it is closed.</returns>
    public bool TryEnqueue(DeskWaiter waiter)
    {
        if (!(waiter.Command.IsOfClock ? _clock : _people).Writer.TryWrite(waiter))
        {
            return false;
        }

        _called.Writer.TryWrite(true);
        return true;
    }

    /// <summary>Takes no more; what waits is still given.</summary>
    public void Close()
    {
        _people.Writer.TryComplete();
        _clock.Writer.TryComplete();
        _called.Writer.TryComplete();
    }

    /// <summary>Fills an empty group with what waits, as soon as something does.</summary>
    /// <returns>False when it is closed and empty.</returns>
    public async ValueTask<bool> TakeAsync(List<DeskWaiter> group)
    {
        while (!Take(group))
        {
            if (!await _called.Reader.WaitToReadAsync())
            {
                return Take(group); // closed: what came before that is still there
            }

            _called.Reader.TryRead(out _);
        }

        return true;
    }

    private bool Take(List<DeskWaiter> group)
    {
        var share = Math.Min(limits.ClockShare, _clock.Reader.Count);
        Take(_people, group, Math.Max(1, limits.MaxGroup - share));
        Take(_clock, group, Math.Min(limits.MaxGroup, group.Count == 0 ? limits.MaxClockGroup : group.Count + share));
        return group.Count > 0;
    }

    private static void Take(Channel<DeskWaiter> from, List<DeskWaiter> group, int upTo)
    {
        while (group.Count < upTo && from.Reader.TryRead(out var waiter))
        {
            group.Add(waiter);
        }
    }

    private static Channel<DeskWaiter> NewChannel(int length) => Channel.CreateBounded<DeskWaiter>(new BoundedChannelOptions(length) { SingleReader = true });
}
