using Guichet.App.Access;
using Guichet.App.Console.Applications;
using Guichet.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.App.Console;

/// <summary>Registers what the issuer's console does. Needs the storage and access beside it.</summary>
public static class ConsoleSetup
{
    public static IServiceCollection AddConsole(this IServiceCollection services)
    {
        services.AddSingleton(x => new HomeNotice(Databases(x)));
        services.AddSingleton(x => new ReadAudit(Databases(x)));
        services.AddSingleton(x => new FindOperations(Databases(x)));
        services.AddSingleton(x => new DecidePointRequests(Databases(x), x.GetRequiredService<IdSource>(), x.GetRequiredService<AccountLetters>()));
        services.AddSingleton(x => new FindApplications(Databases(x)));
        services.AddSingleton(x => new AcceptApplication(Databases(x), x.GetRequiredService<IdSource>(), x.GetRequiredService<AccountLetters>(), x.GetRequiredService<ActivationCodes>()));
        services.AddSingleton(x => new RefuseApplication(Databases(x), x.GetRequiredService<AccountLetters>()));
        return services.AddSingleton(x => new Operators(Databases(x), x.GetRequiredService<IdSource>(), x.GetRequiredService<Sessions>(), x.GetRequiredService<AccessSettings>()));
    }

    private static IDbContextFactory<AppDb> Databases(IServiceProvider services) => services.GetRequiredService<IDbContextFactory<AppDb>>();
}
