using Guichet.App.Access;
using Guichet.App.Letters;
using Guichet.App.Letters.Sending;
using Guichet.App.Payments;
using Guichet.App.Push.Protocol;
using Guichet.App.Push.Sending;
using Guichet.App.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Guichet.App.Push;

/// <summary>Registers the notifications. Needs storage, access, letters and RequestLinks beside it; <see cref="SendPushes"/> and <see cref="ForgetPushes"/> are jobs.</summary>
public static class PushSetup
{
    public static IServiceCollection AddGuichetPush(this IServiceCollection services, PushSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(sp => new VapidKey(sp.GetRequiredService<AppSecrets>(), settings.Contact));
        services.AddSingleton(sp => new PushClient(sp.GetRequiredService<VapidKey>(), sp.GetRequiredService<TimeProvider>(), settings.Loopback));
        services.AddSingleton(sp => new PushTargets(sp.GetRequiredService<IDataProtectionProvider>(), settings));
        services.AddSingleton(sp => new PushQueue(Databases(sp)));
        services.AddSingleton(sp => new PreparePush(Databases(sp), new ReadLetterModel(sp.GetRequiredService<RequestLinks>(), new LetterLinks(sp.GetRequiredService<LetterSettings>().PublicUrl)),
            sp.GetRequiredService<PushTargets>()));
        services.AddSingleton(sp => new SendPushes(sp.GetRequiredService<PushQueue>(), sp.GetRequiredService<PreparePush>(), sp.GetRequiredService<PushTargets>(), sp.GetRequiredService<PushClient>(),
            sp.GetRequiredService<TimeProvider>(), sp.GetRequiredService<ILogger<SendPushes>>()));
        services.AddSingleton(sp => new ForgetPushes(sp.GetRequiredService<PushQueue>()));
        services.AddSingleton(sp => new SendTestPush(Databases(sp), sp.GetRequiredService<PushTargets>(), sp.GetRequiredService<PushClient>()));
        services.AddSingleton(sp => new PushSubscriptions(Databases(sp), sp.GetRequiredService<IdSource>(), sp.GetRequiredService<PushTargets>(), sp.GetRequiredService<VapidKey>(), settings,
            sp.GetRequiredService<AccessSettings>(), sp.GetRequiredService<AppSecrets>()));
        return services;
    }

    private static IDbContextFactory<AppDb> Databases(IServiceProvider services) => services.GetRequiredService<IDbContextFactory<AppDb>>();
}
