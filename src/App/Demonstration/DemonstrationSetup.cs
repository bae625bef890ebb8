using Guichet.App.Access;
using Guichet.App.Payments;
using Guichet.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.App.Demonstration;

/// <summary>Registers the demonstration's data. Needs storage, access and payments beside it.</summary>
public static class DemonstrationSetup
{
    public static IServiceCollection AddDemonstration(this IServiceCollection services) => services.AddSingleton(x => new CreateDemonstration(
        x.GetRequiredService<IDbContextFactory<AppDb>>(), x.GetRequiredService<IdSource>(), x.GetRequiredService<PasswordGate>(),
        x.GetRequiredService<KnownDevices>(), x.GetRequiredService<RequestLinks>(), x.GetRequiredService<AccessSettings>()));
}
