using Guichet.App.Access;
using Guichet.App.Letters.Mail;
using Guichet.App.Letters.Sending;
using Guichet.App.Payments;
using Guichet.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Guichet.App.Letters;

/// <summary>Registers the letters. Needs storage, access and RequestLinks beside it; <see cref="SendLetters"/> is the job.</summary>
public static class LettersSetup
{
    /// <exception cref="FormatException">A setting of the mail is wrong; the message says which and what is right, and holds no password.</exception>
    public static IServiceCollection AddGuichetLetters(this IServiceCollection services, LetterSettings settings)
    {
        var sender = settings.Sender;
        var server = settings.IsOutbox ? null : SmtpAddress.Parse(settings.Mail);
        var links = new LetterLinks(settings.PublicUrl);
        services.AddSingleton(settings);
        services.AddSingleton<IMailTransport>(sp => server is null ? new OutboxTransport(Databases(sp)) : new SmtpTransport(server, sender, settings.PublicUrl.IdnHost));
        services.AddSingleton(sp => new LetterQueue(Databases(sp), sp.GetRequiredService<DatabaseAddress>()));
        services.AddSingleton(sp => new PrepareLetter(Databases(sp), new ReadLetterModel(sp.GetRequiredService<RequestLinks>(), links),
            new WriteAccountLetter(sp.GetRequiredService<AccountLetters>(), sp.GetRequiredService<ActivationCodes>(), links), settings));
        services.AddSingleton(sp => new SendLetters(sp.GetRequiredService<LetterQueue>(), sp.GetRequiredService<PrepareLetter>(), sp.GetRequiredService<IMailTransport>(),
            sp.GetRequiredService<TimeProvider>(), sp.GetRequiredService<ILogger<SendLetters>>()));
        services.AddSingleton(sp => new ReaderLanguage(Databases(sp)));
        services.AddSingleton(sp => new DemonstrationMailbox(Databases(sp)));
        services.AddSingleton(sp => new LetterStates(Databases(sp)));
        services.AddSingleton(_ => new DemonstrationLetters(links, settings));
        return services;
    }

    private static IDbContextFactory<AppDb> Databases(IServiceProvider services) => services.GetRequiredService<IDbContextFactory<AppDb>>();
}
