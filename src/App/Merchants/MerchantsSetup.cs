using Guichet.App.Access;
using Guichet.App.Merchants.Directory;
using Guichet.App.Merchants.Joining;
using Guichet.App.Merchants.People;
using Guichet.App.Merchants.Points;
using Guichet.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Guichet.App.Merchants;

/// <summary>Registers what concerns agreements, their people and points. Needs the storage and <see cref="AccessSetup"/> beside it.</summary>
public static class MerchantsSetup
{
    public static IServiceCollection AddMerchants(this IServiceCollection services)
    {
        services.AddCollectGate();
        services.AddSingleton(x => new MerchantPoints(Databases(x), x.GetRequiredService<Sessions>()));
        services.AddSingleton(x => new AgreementContact(Databases(x), x.GetRequiredService<IdSource>(), x.GetRequiredService<AccountLetters>()));
        services.AddSingleton(x => new OwnPoints(Databases(x)));
        services.AddSingleton(x => new PointRequests(Databases(x), x.GetRequiredService<IdSource>()));
        services.AddSingleton(x => new ReadProfiles(Databases(x)));
        services.AddSingleton(x => new EditProfile(Databases(x)));
        services.AddSingleton(x => new ChangePhoto(Databases(x)));
        services.AddSingleton(x => new FindProfiles(Databases(x)));
        services.AddSingleton(x => new ReadPeople(Databases(x)));
        services.AddSingleton(x => new AddPerson(Databases(x), x.GetRequiredService<IdSource>(), x.GetRequiredService<ActivationLetters>()));
        services.AddSingleton(x => new EditPerson(Databases(x), x.GetRequiredService<Sessions>(), x.GetRequiredService<ActivationLetters>()));
        services.AddSingleton(x => new SwitchPerson(Databases(x), x.GetRequiredService<Sessions>()));
        services.AddSingleton(x => new ReadBankAccount(Databases(x)));
        services.AddSingleton(x => new ChangeBankAccount(Databases(x), x.GetRequiredService<ConfirmSecondFactor>(), x.GetRequiredService<AccountLetters>()));
        services.AddSingleton(x => new InviteAgain(Databases(x), x.GetRequiredService<ActivationLetters>()));
        return services.AddJoining(new JoiningLimits());
    }

    /// <summary>Once, by whoever needs it first: what it knows is of the whole process.</summary>
    internal static IServiceCollection AddCollectGate(this IServiceCollection services)
    {
        services.TryAddSingleton(x => new CollectGate(x.GetRequiredService<IDbContextFactory<AppDb>>()));
        return services;
    }

    private static IDbContextFactory<AppDb> Databases(IServiceProvider services) => services.GetRequiredService<IDbContextFactory<AppDb>>();
}
