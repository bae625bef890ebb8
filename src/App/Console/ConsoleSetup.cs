using Guichet.App.Access;
using Guichet.App.Console.Applications;
using Guichet.App.Merchants;
using Guichet.App.Storage;
using Guichet.App.Wallets.Crediting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.App.Console;

/// <summary>Registers what the issuer's console does. Needs the storage, access and merchants beside it.</summary>
public static class ConsoleSetup
{
    public static IServiceCollection AddConsole(this IServiceCollection services)
    {
        services.AddSingleton(x => new HomeNotice(Databases(x)));
        services.AddSingleton(x => new ReadAudit(Databases(x)));
        services.AddSingleton(x => new FindOperations(Databases(x)));
        services.AddSingleton(x => new DecidePointRequests(Databases(x), Ids(x), Letters(x)));
        services.AddSingleton(x => new FindApplications(Databases(x)));
        services.AddSingleton(x => new AcceptApplication(Databases(x), Ids(x), Activations(x)));
        services.AddSingleton(x => new RefuseApplication(Databases(x), Letters(x)));
        services.AddSingleton(x => new FindAgreements(Databases(x)));
        services.AddSingleton(x => new SuspendMerchants(Databases(x), Ids(x), Letters(x), x.GetRequiredService<CollectGate>()));
        services.AddSingleton(x => new FindCustomers(Databases(x)));
        services.AddSingleton(x => new CreateCustomer(Databases(x), Ids(x), Activations(x)));
        services.AddSingleton(x => new SendActivation(Databases(x), Activations(x)));
        services.AddSingleton(x => new BlockWallets(Databases(x), Letters(x), x.GetRequiredService<Sessions>()));
        services.AddSingleton(x => new FindAccounts(Databases(x)));
        services.AddSingleton(x => new SendPasswordLink(Databases(x), x.GetRequiredService<ForgottenPassword>()));
        services.AddSingleton(x => new RemoveSecondFactor(Databases(x), Letters(x), x.GetRequiredService<Sessions>()));
        services.AddSingleton(x => new ExportRefusedLines(x.GetRequiredService<CreditOrders>()));
        services.AddSingleton(x => new CountRooms(Databases(x), x.GetRequiredService<FindAccounts>()));
        return services.AddSingleton(x => new Operators(Databases(x), Ids(x), x.GetRequiredService<Sessions>(), x.GetRequiredService<AccessSettings>()));
    }

    private static IdSource Ids(IServiceProvider services) => services.GetRequiredService<IdSource>();
    private static ActivationLetters Activations(IServiceProvider services) => services.GetRequiredService<ActivationLetters>();
    private static AccountLetters Letters(IServiceProvider services) => services.GetRequiredService<AccountLetters>();
    private static IDbContextFactory<AppDb> Databases(IServiceProvider services) => services.GetRequiredService<IDbContextFactory<AppDb>>();
}
