using Guichet.App.Access;
using Guichet.App.Payments;
using Guichet.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Guichet.App.Demonstration;

/// <summary>Registers the demonstration's data and its clock.</summary>
public static class DemonstrationSetup
{
    /// <summary>The program's time, in the demonstration one that can be moved. To be called before whatever works by the clock: it is read first.</summary>
    public static IServiceCollection AddGuichetClock(this IServiceCollection services, bool isDemonstration)
    {
        if (!isDemonstration)
        {
            return services.AddSingleton(TimeProvider.System);
        }

        services.AddSingleton<PracticeClock>().AddSingleton<TimeProvider>(x => x.GetRequiredService<PracticeClock>());
        services.AddSingleton(x => new MovePracticeClock(x.GetRequiredService<IDbContextFactory<AppDb>>(), x.GetRequiredService<PracticeClock>()));
        return services.AddHostedService(x => new FollowPracticeClock(
            x.GetRequiredService<IDbContextFactory<AppDb>>(), x.GetRequiredService<PracticeClock>(), x.GetRequiredService<ILogger<FollowPracticeClock>>()));
    }

    /// <summary>Needs storage, access and payments beside it.</summary>
    public static IServiceCollection AddDemonstration(this IServiceCollection services) => services.AddSingleton(x => new CreateDemonstration(
        x.GetRequiredService<IDbContextFactory<AppDb>>(), x.GetRequiredService<IdSource>(), x.GetRequiredService<PasswordGate>(),
        x.GetRequiredService<KnownDevices>(), x.GetRequiredService<RequestLinks>(), x.GetRequiredService<AccessSettings>()));
}
