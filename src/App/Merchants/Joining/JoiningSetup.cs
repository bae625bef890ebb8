using Guichet.App.Access;
using Guichet.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.App.Merchants.Joining;

/// <summary>Registers what strangers who want an agreement can do. Needs the storage and <see cref="AccessSetup"/> beside it.</summary>
internal static class JoiningSetup
{
    public static IServiceCollection AddJoining(this IServiceCollection services, JoiningLimits limits)
    {
        services.AddSingleton(x => new DraftDocuments(Databases(x), x.GetRequiredService<IdSource>(), x.GetRequiredService<Turns>(), x.GetRequiredService<AccessSettings>(), limits));
        services.AddSingleton(x => new SendApplication(Databases(x), x.GetRequiredService<IdSource>(), x.GetRequiredService<AccountLetters>(), limits));
        services.AddSingleton(x => new ConfirmApplication(Databases(x), x.GetRequiredService<AccountLetters>()));
        services.AddSingleton(x => new SendConfirmationAgain(Databases(x), x.GetRequiredService<AccountLetters>(), limits));
        return services.AddSingleton(x => new ForgetApplications(Databases(x), limits));
    }

    private static IDbContextFactory<AppDb> Databases(IServiceProvider services) => services.GetRequiredService<IDbContextFactory<AppDb>>();
}
