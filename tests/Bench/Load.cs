using System.Diagnostics;

namespace Guichet.Bench;

internal sealed record Figures(double PerSecond, double MedianMilliseconds, double P99Milliseconds, double KilobytesEach, double CpuMicrosecondsEach, long Count, long Refused);

/// <summary>A closed loop: so many callers, each asks again as soon as it is answered.</summary>
internal static class Load
{
    /// <param name="work">One call; false when it was refused; null when there is nothing left to do.</param>
    public static async Task<Figures> RunAsync(int inFlight, TimeSpan duration, Func<Task<bool?>> work)
    {
        GC.Collect();
        var allocated = GC.GetTotalAllocatedBytes();
        var cpu = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        var callers = await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(() => CallAsync(started, duration, work))));
        var elapsed = Stopwatch.GetElapsedTime(started);
        var times = callers.SelectMany(x => x.Times).Order().ToArray();
        if (times.Length == 0)
        {
            throw new InvalidOperationException("Nothing was done.");
        }

        return new Figures(times.Length / elapsed.TotalSeconds, times[times.Length / 2].TotalMilliseconds, times[(int)(times.Length * 0.99)].TotalMilliseconds,
            (GC.GetTotalAllocatedBytes() - allocated) / 1024.0 / times.Length,
            (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / times.Length, times.Length, callers.Sum(x => x.Refused));
    }

    private static async Task<(List<TimeSpan> Times, long Refused)> CallAsync(long started, TimeSpan duration, Func<Task<bool?>> work)
    {
        var times = new List<TimeSpan>();
        var refused = 0L;
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            var asked = Stopwatch.GetTimestamp();
            if (await work() is not { } done)
            {
                break;
            }

            times.Add(Stopwatch.GetElapsedTime(asked));
            refused += done ? 0 : 1;
        }

        return (times, refused);
    }
}
