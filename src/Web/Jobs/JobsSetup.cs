namespace Guichet.Web.Jobs;

public static class JobsSetup
{
    /// <summary>Makes this server run the timetable. `serve` only: a verb runs one job and ends.</summary>
    public static IServiceCollection AddGuichetJobs(this IServiceCollection services) =>
        services.AddHostedService(x => new JobRunner(x, x.GetRequiredService<TimeProvider>(), x.GetRequiredService<ILogger<JobRunner>>(), Timetable.Jobs));
}
