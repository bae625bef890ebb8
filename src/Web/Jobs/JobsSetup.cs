namespace Guichet.Web.Jobs;

public static class JobsSetup
{
    /// <summary>
    /// Makes this server run the timetable, unless GUICHET_JOBS is «off» (a server that only answers pages, beside others that work). `serve` only: a verb runs
    /// one job and ends.
    /// </summary>
    public static IServiceCollection AddGuichetJobs(this IServiceCollection services, IConfiguration configuration) => configuration["GUICHET_JOBS"] == "off" ? services
        : services.AddHostedService(x => new JobRunner(x, x.GetRequiredService<TimeProvider>(), x.GetRequiredService<ILogger<JobRunner>>(), Timetable.Jobs));
}
