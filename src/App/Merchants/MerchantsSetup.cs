using Guichet.App.Access;
using Guichet.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Guichet.App.Merchants;

/// <summary>Registers what concerns agreements and points. Needs the storage and <see cref="AccessSetup"/> beside it.</summary>
public static class MerchantsSetup
{
    public static IServiceCollection AddMerchants(this IServiceCollection services) =>
        services.AddCollectGate().AddSingleton(x => new MerchantPoints(x.GetRequiredService<IDbContextFactory<AppDb>>(), x.GetRequiredService<Sessions>()));

    /// <summary>Once, by whoever needs it first: what it knows is of the whole process.</summary>
    internal static IServiceCollection AddCollectGate(this IServiceCollection services)
    {
        services.TryAddSingleton(x => new CollectGate(x.GetRequiredService<IDbContextFactory<AppDb>>()));
        return services;
    }
}
