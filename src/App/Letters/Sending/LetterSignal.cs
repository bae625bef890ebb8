using System.Threading.Channels;

namespace Guichet.App.Letters.Sending;

/// <summary>«Letters were queued»: wakes the sender of this process before its next turn. Only a courtesy: nothing is lost without it.</summary>
public sealed class LetterSignal
{
    private readonly Channel<bool> _raised = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>After the commit that queued them. Never waits, never fails.</summary>
    public void Raise() => _raised.Writer.TryWrite(true);

    public async Task WaitAsync(CancellationToken stopping) => await _raised.Reader.ReadAsync(stopping);
}
