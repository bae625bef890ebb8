namespace Guichet.App.Push.Sending;

/// <summary>The job that removes pushes that ended long ago. Safe to run anywhere, any time.</summary>
public sealed class ForgetPushes
{
    private readonly PushQueue _queue;

    internal ForgetPushes(PushQueue queue) => _queue = queue;

    /// <returns>How many were removed.</returns>
    public Task<int> RunAsync(DateTimeOffset now) => _queue.ForgetOldAsync(now);
}
