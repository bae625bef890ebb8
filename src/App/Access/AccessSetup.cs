using Guichet.App.Storage;
using Guichet.App.Storage.Mapping;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Guichet.App.Access;

/// <summary>Registers signing in. Needs the storage (IDbContextFactory of AppDb, IdSource) beside it.</summary>
public static class AccessSetup
{
    public static IServiceCollection AddAccess(this IServiceCollection services, AccessSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(AppSecrets.Open(settings.KeysFolder));
        services.AddDataProtection().SetApplicationName("Guichet").PersistKeysToFileSystem(new DirectoryInfo(settings.KeysFolder));
        services.TryAddSingleton<IPasswordHasher<AccountRow>, Argon2PasswordHasher>();
        services.AddSingleton<PasswordGate>();
        services.AddSingleton<Turns>();
        services.AddSingleton<SessionCache>();
        services.AddSingleton<SignInTries>();
        services.AddSingleton<AccountLetters>();
        services.AddSingleton<ActivationCodes>();
        services.AddSingleton<ActivationLetters>();
        services.AddSingleton<BlockAlarm>();
        services.AddSingleton(x => new Sessions(Databases(x), x.GetRequiredService<SessionCache>(), settings));
        services.AddSingleton(x => new KnownDevices(Databases(x), x.GetRequiredService<Turns>(), x.GetRequiredService<AppSecrets>(), x.GetRequiredService<SessionCache>(), settings));
        services.AddSingleton(x => new SignIn(Databases(x), x.GetRequiredService<SignInTries>(), x.GetRequiredService<Turns>(), x.GetRequiredService<PasswordGate>(),
            x.GetRequiredService<Sessions>(), x.GetRequiredService<KnownDevices>(), x.GetRequiredService<AccountLetters>(), settings, x.GetRequiredService<BlockAlarm>()));
        services.AddSingleton(x => new SignInByCode(Databases(x), x.GetRequiredService<KnownDevices>(), x.GetRequiredService<Sessions>()));
        services.AddSingleton(x => new CheckCode(x.GetRequiredService<KnownDevices>()));
        services.AddSingleton(x => new ForgottenPassword(Databases(x), x.GetRequiredService<AccountLetters>(), x.GetRequiredService<ActivationLetters>(), x.GetRequiredService<Turns>(), settings));
        services.AddSingleton(x => new ResetPassword(Databases(x), x.GetRequiredService<PasswordGate>(), x.GetRequiredService<SignInTries>(), x.GetRequiredService<Sessions>(),
            x.GetRequiredService<KnownDevices>()));
        services.AddSingleton(x => new ActivateAccount(Databases(x), x.GetRequiredService<ActivationCodes>(), x.GetRequiredService<PasswordGate>(), x.GetRequiredService<Turns>(),
            x.GetRequiredService<SignInTries>(), x.GetRequiredService<Sessions>(), x.GetRequiredService<KnownDevices>(), settings));
        services.AddSingleton(x => new AskActivationCode(Databases(x), x.GetRequiredService<ActivationLetters>(), x.GetRequiredService<Turns>(), settings));
        services.AddSingleton<SecondFactorSecret>();
        services.AddSingleton<SecondFactorTries>();
        services.AddSingleton<RecoveryCodes>();
        services.AddSingleton(x => new SecondFactor(Databases(x), x.GetRequiredService<SecondFactorSecret>(), x.GetRequiredService<SecondFactorTries>(),
            x.GetRequiredService<RecoveryCodes>(), x.GetRequiredService<Sessions>(), x.GetRequiredService<KnownDevices>()));
        services.AddSingleton(x => new SetUpSecondFactor(Databases(x), x.GetRequiredService<SecondFactorSecret>(), x.GetRequiredService<SecondFactorTries>(),
            x.GetRequiredService<RecoveryCodes>(), x.GetRequiredService<Sessions>(), x.GetRequiredService<KnownDevices>()));
        AddOwnAccess(services);
        services.AddSingleton(x => new ClearAccess(Databases(x), settings));
        return services;
    }

    private static void AddOwnAccess(IServiceCollection services)
    {
        services.AddSingleton<OwnAccount>().AddSingleton<PresentPassword>().AddSingleton<PasskeyCheck>().AddSingleton<ConfirmSecondFactor>().AddSingleton<ProveAgain>();
        services.AddSingleton(x => new ReadOwnAccess(Databases(x)));
        services.AddSingleton(x => new ChangePassword(Databases(x), x.GetRequiredService<PresentPassword>(), x.GetRequiredService<PasswordGate>(), x.GetRequiredService<OwnAccount>()));
        services.AddSingleton(x => new ChangePin(Databases(x), x.GetRequiredService<PresentPassword>(), x.GetRequiredService<KnownDevices>(), x.GetRequiredService<OwnAccount>()));
        services.AddSingleton(x => new OwnDevices(Databases(x), x.GetRequiredService<Sessions>(), x.GetRequiredService<AccessSettings>()));
        services.AddSingleton(x => new AskNewEmail(Databases(x), x.GetRequiredService<ProveAgain>(), x.GetRequiredService<AccountLetters>(), x.GetRequiredService<AccessSettings>()));
        services.AddSingleton(x => new ConfirmNewEmail(Databases(x), x.GetRequiredService<OwnAccount>()));
        services.AddSingleton(x => new SetUpOwnSecondFactor(Databases(x), x.GetRequiredService<SetUpSecondFactor>(), x.GetRequiredService<SecondFactorSecret>(),
            x.GetRequiredService<SecondFactorTries>(), x.GetRequiredService<PresentPassword>(), x.GetRequiredService<OwnAccount>()));
        services.AddSingleton(x => new NewRecoveryCodes(Databases(x), x.GetRequiredService<ConfirmSecondFactor>(), x.GetRequiredService<RecoveryCodes>(), x.GetRequiredService<OwnAccount>()));
        services.AddSingleton(x => new SwitchOffSecondFactor(Databases(x), x.GetRequiredService<ConfirmSecondFactor>(), x.GetRequiredService<OwnAccount>()));
        services.AddSingleton(x => new SignOutDevice(Databases(x), x.GetRequiredService<Sessions>()));
        services.AddSingleton(x => new SignOutEverywhere(Databases(x), x.GetRequiredService<Sessions>()));
        services.AddSingleton(x => new AskPasskey(Databases(x), x.GetRequiredService<PasskeyCheck>()));
        services.AddSingleton(x => new AddPasskey(Databases(x), x.GetRequiredService<PasskeyCheck>(), x.GetRequiredService<ProveAgain>(), x.GetRequiredService<OwnAccount>()));
        services.AddSingleton(x => new RenamePasskey(Databases(x)));
        services.AddSingleton(x => new RemovePasskey(Databases(x), x.GetRequiredService<OwnAccount>()));
        services.AddSingleton(x => new SignInByPasskey(Databases(x), x.GetRequiredService<PasskeyCheck>(), x.GetRequiredService<Sessions>(), x.GetRequiredService<KnownDevices>(),
            x.GetRequiredService<OwnAccount>()));
    }

    private static IDbContextFactory<AppDb> Databases(IServiceProvider services) => services.GetRequiredService<IDbContextFactory<AppDb>>();
}
