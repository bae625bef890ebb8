using Guichet.App.Access;
using Guichet.App.Merchants.Joining;
using Guichet.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.App.Merchants;

/// <summary>Registers what concerns agreements and points. Needs the storage and <see cref="AccessSetup"/> beside it.</summary>
public static class MerchantsSetup
{
    public static IServiceCollection AddMerchants(this IServiceCollection services) =>
        services.AddSingleton(x => new MerchantPoints(x.GetRequiredService<IDbContextFactory<AppDb>>(), x.GetRequiredService<Sessions>()))
            .AddJoining(new JoiningLimits());
}
