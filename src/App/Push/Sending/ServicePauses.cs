using System.Collections.Concurrent;

namespace Guichet.App.Push.Sending;

/// <summary>A push service that cannot be reached is left alone for a growing while; those of other phones are not waited for.</summary>
internal sealed class ServicePauses
{
    private const int MaxServices = 1_000;

    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5)];

    private readonly ConcurrentDictionary<string, (int Failures, DateTimeOffset Until)> _services = new(StringComparer.Ordinal);

    /// <summary>Null when it may be asked. An end further away than any pause means that the clock went back: it does not hold.</summary>
    public DateTimeOffset? UntilOf(string service, DateTimeOffset now) =>
        _services.TryGetValue(service, out var pause) && now < pause.Until && pause.Until - now <= Pauses[^1] ? pause.Until : null;

    public void Lengthen(string service, DateTimeOffset now)
    {
        if (_services.Count >= MaxServices)
        {
            _services.Clear();
        }

        _services.AddOrUpdate(service, _ => (1, now + Pauses[0]),
            (_, before) => now < before.Until ? before : (before.Failures + 1, now + Pauses[Math.Min(before.Failures, Pauses.Length - 1)]));
    }

    public void End(string service) => _services.TryRemove(service, out _);
}
