using Microsoft.Extensions.Logging;

namespace Guichet.App.Access;

/// <summary>Strangers who block many accounts within a short time attack: whoever watches the logs is called, once per window.</summary>
internal sealed class BlockAlarm(AccessSettings settings, ILogger<SignIn> log)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private readonly Lock _lock = new();
    private long _window;
    private int _count;

    public void Blocked(DateTimeOffset now)
    {
        lock (_lock)
        {
            var window = now.UtcTicks / Window.Ticks;
            if (window != _window)
            {
                (_window, _count) = (window, 0);
            }

            if (++_count != settings.BlocksBeforeAlarm + 1)
            {
                return;
            }
        }

        log.LogCritical("More than {Accounts} accounts were blocked within {Minutes} minutes: somebody tries passwords.", settings.BlocksBeforeAlarm, (int)Window.TotalMinutes);
    }
}
