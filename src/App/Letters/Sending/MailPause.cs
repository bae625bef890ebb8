namespace Guichet.App.Letters.Sending;

/// <summary>
/// A mail server that is down is left alone for a growing while; letters keep their place in the queue meanwhile. The longest while is short, so that
/// everything has left within minutes of its return (I-27).
/// </summary>
internal sealed class MailPause
{
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5)];

    private int _failures;
    private DateTimeOffset _until;

    /// <summary>An end further away than any pause means that the clock went back: it does not hold.</summary>
    public bool HoldsAt(DateTimeOffset now) => now < _until && _until - now <= Pauses[^1];

    public void Lengthen(DateTimeOffset now)
    {
        _until = now + Pauses[Math.Min(_failures, Pauses.Length - 1)];
        _failures++;
    }

    public void End() => (_failures, _until) = (0, default);
}
