using System.Globalization;
using Guichet.App.Storage;
using Guichet.Domain;

namespace Guichet.Web.Jobs;

/// <summary>The verb `job NAME [--as-of INSTANT]`: one turn of a recurring job, for operators. Beside running servers it is one more of them.</summary>
public static class JobVerb
{
    private const string Usage = "guichet job <name> [--as-of <instant>]   an instant: 2020-06-20T00:06 (Paris), 2020-06-19T22:06Z or with an offset";

    /// <param name="args">What follows the word «job».</param>
    /// <returns>The exit status: 0 done, 2 not understood.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        if (Read(args) is not ({ } job, var asOf))
        {
            await errors.WriteLineAsync($"{Usage}\n{string.Join('\n', Timetable.Jobs.Select(x => $"  {x.Name}"))}");
            return 2;
        }

        using var host = OperatorHost.Build();
        await StorageSetup.EnsureReadyAsync(host.Services.GetRequiredService<Settings>().Database);
        await host.StartAsync(); // the desk, through which payments change
        try
        {
            var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
            var count = await job.RunAsync(host.Services, asOf ?? ParisCalendar.Truncate(host.Services.GetRequiredService<TimeProvider>().GetUtcNow()), stopping);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{job.Name}: {count}"));
            return 0;
        }
        finally
        {
            await host.StopAsync();
        }
    }

    internal static (RecurringJob? Job, DateTimeOffset? AsOf) Read(string[] args) => args switch
    {
        [var name] => (Timetable.Find(name), null),
        [var name, "--as-of", var typed] when InstantOf(typed) is { } instant => (Timetable.Find(name), instant),
        _ => (null, null),
    };

    /// <summary>Without an offset it is an hour in Paris, like everything that people choose.</summary>
    private static DateTimeOffset? InstantOf(string typed)
    {
        const DateTimeStyles Styles = DateTimeStyles.None;
        string[] local = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];
        string[] exact = ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz"];
        if (DateTime.TryParseExact(typed, local, CultureInfo.InvariantCulture, Styles, out var inParis))
        {
            return new DateTimeOffset(inParis, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris").GetUtcOffset(inParis)).ToUniversalTime();
        }

        return DateTimeOffset.TryParseExact(typed.Replace("Z", "+00:00", StringComparison.Ordinal), exact, CultureInfo.InvariantCulture, Styles, out var instant) ? instant.ToUniversalTime() : null;
    }
}
