using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Guichet.App.Access;
using Guichet.App.Demonstration;
using Guichet.App.Letters;
using Guichet.App.Push;
using Guichet.App.Payments;
using Guichet.App.Storage;
using Guichet.Domain;
using Guichet.Web.Console;
using Guichet.Web.Console.Credits;
using Guichet.Web.Customer;
using Guichet.Web.Customer.Push;
using Guichet.Web.Customer.Receipt;
using Guichet.Web.Customer.Shell;
using Guichet.Web.Live;
using Guichet.Web.Demo;
using Guichet.Web.Jobs;
using Guichet.Web.Merchant;
using Guichet.Web.Merchant.Operations;
using Guichet.Web.Merchant.Profile;
using Guichet.Web.Access;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.WebEncoders;

namespace Guichet.Web;

/// <summary>The verb `serve`: the whole product on one address.</summary>
public static class Serve
{
    /// <summary>Largest body of a form, in bytes (I-46).</summary>
    private const int MaxBodyBytes = 64 * 1024;

    /// <summary>French first: what a browser without other preference gets. The plain ones catch en-US, fr-CA and the like.</summary>
    private static readonly string[] Languages = ["fr-FR", "en-GB", "fr", "en"];

    public static async Task<int> RunAsync(string[] args)
    {
        var app = Build(args);
        var settings = app.Services.GetRequiredService<Settings>();
        await PrepareAsync(settings);
        if (settings.IsDemonstration && !settings.StartsEmpty)
        {
            await app.Services.GetRequiredService<CreateDemonstration>().RunAsync(app.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        }

        await app.RunAsync();
        return 0;
    }

    /// <param name="change">What a test sets beside, for example the clock.</param>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? change = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // Settings are read once, at the start: nobody needs to watch their files.
            Args = [.. args, "--hostBuilder:reloadConfigOnChange=false"],
            ApplicationName = typeof(Serve).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        var settings = Settings.From(builder.Configuration);
        // Files do not change while it serves; by watching them a busy machine runs out of watchers (128 a user), and every page would fail.
        builder.Environment.WebRootFileProvider = new PhysicalFileProvider(builder.Environment.WebRootPath) { UsePollingFileWatcher = true };
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.AddServerHeader = false;
        });
        AddLogs(builder.Logging, settings);
        builder.Services.AddSingleton(settings);
        builder.Services.AddGuichetClock(settings.IsDemonstration);
        AddProduct(builder.Services, settings, builder.Configuration);
        AddPages(builder.Services, settings);
        builder.Services.AddGuichetJobs(builder.Configuration);
        change?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseTrustedProxies();
        app.UseSecurityHeaders();
        app.UseKnownMethodsOnly();
        app.UseExceptionHandler("/erreur/500");
        app.UseStatusCodePagesWithReExecute("/erreur/{0}");
        app.UseOwnFormsOnly();
        UseFiles(app);
        app.UseRequestLocalization();
        app.UseFormTexts();
        app.UseRouting();
        app.UseBodyLimit();
        app.UseGuichetAccess();
        app.MapRazorPages();
        app.MapLive();
        app.MapExports();
        app.MapApplicationDocuments();
        app.MapRefusedFile();
        app.MapCustomerApp();
        app.MapAppShell();
        app.MapPush();
        app.MapReceipts();
        app.MapPictures();
        app.MapLanguageChoice();
        app.MapDemonstration(settings);
        app.MapHealth();
        return app;
    }

    /// <summary>The use cases and what they stand on; verbs beside `serve` register the same.</summary>
    public static IServiceCollection AddProduct(IServiceCollection services, Settings settings, IConfiguration configuration)
    {
        services.AddGuichetStorage(settings.Database);
        services.AddGuichetAccess(settings, configuration);
        services.AddGuichetLetters(new LetterSettings
        {
            PublicUrl = settings.Url,
            Mail = settings.Mail,
            From = configuration["GUICHET_MAIL_FROM"],
            IssuerName = configuration["GUICHET_ISSUER"],
        });
        services.AddSingleton(provider => new RequestLinks(provider.GetRequiredService<AppSecrets>().Derive("request-link")));
        services.AddGuichetPush(settings.Push);
        return services.AddGuichetPayments(settings.Rules);
    }

    /// <summary>The embedded default and the demonstration bring their schema up to date by themselves; in production that is an operator's `migrate`.</summary>
    public static async Task PrepareAsync(Settings settings)
    {
        if (settings.IsDemonstration || !Settings.IsPostgres(settings.Database))
        {
            await StorageSetup.MigrateAsync(settings.Database);
        }

        await StorageSetup.EnsureReadyAsync(settings.Database);
    }

    /// <summary>One line an event, machine-readable in production. Requests are not logged: their addresses hold tokens.</summary>
    private static void AddLogs(ILoggingBuilder logs, Settings settings)
    {
        logs.ClearProviders();
        logs.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information).AddFilter("System", LogLevel.Warning);
        if (settings.IsDemonstration)
        {
            logs.AddSimpleConsole(console => console.SingleLine = true);
        }
        else
        {
            logs.AddJsonConsole(console => console.UseUtcTimestamp = true);
        }
    }

    private static void AddPages(IServiceCollection services, Settings settings)
    {
        services.AddLocalization();
        services.AddSingleton<Sentences>();
        services.AddSingleton<Moments>();
        services.AddSingleton<OwnNotice>();
        services.AddSingleton<Scripts>();
        services.AddLive();
        services.AddMerchantPages();
        services.AddCustomerApp();
        services.AddRazorPages(options =>
        {
            options.RootDirectory = "/";
            if (!settings.IsDemonstration)
            {
                // Not refused but absent: these pages have no address, whatever is sent to them.
                options.Conventions.AddFolderRouteModelConvention("/Demo", page => page.Selectors.Clear());
            }
        });
        services.AddSingleton<PracticeTime>();
        // Accents as themselves: half the bytes. What HTML gives a meaning to stays encoded.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.Configure<RequestLocalizationOptions>(options =>
        {
            CultureInfo[] languages =
            [
                CultureInfo.GetCultureInfo("fr-FR"), CultureInfo.GetCultureInfo("en-GB"), CultureInfo.GetCultureInfo("fr"), CultureInfo.GetCultureInfo("en"),
            ];
            options.DefaultRequestCulture = new RequestCulture(languages[0]);
            options.SupportedCultures = options.SupportedUICultures = languages;
            options.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = LanguageChoice.CookieName }, new AcceptLanguageHeaderRequestCultureProvider()];
        });
        // Files only: an answer that holds a secret beside what somebody typed is not compressed (BREACH).
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/css", "text/javascript", "image/svg+xml"];
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        });
    }

    private static void UseFiles(WebApplication app)
    {
        app.UseResponseCompression();
        Scripts.Use(app);
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Query.ContainsKey("v") || Scripts.IsReleased(file.Context) ? "public, max-age=31536000, immutable"
                // Of no release, or of one that is gone.
                : file.File.Name.EndsWith(".js", StringComparison.Ordinal) ? "no-cache"
                : "public, max-age=3600",
        });
    }
}
