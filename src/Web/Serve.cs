using System.Globalization;
using Guichet.App.Payments;
using Guichet.Domain;
using Guichet.Web.Live;
using Guichet.Web.Texts;
using Guichet.Web.Ui;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.ResponseCompression;

namespace Guichet.Web;

/// <summary>The verb `serve`: the whole product on one address.</summary>
public static class Serve
{
    /// <summary>Largest body of a form, in bytes (I-46).</summary>
    private const int MaxBodyBytes = 64 * 1024;

    public static async Task<int> RunAsync(string[] args)
    {
        var app = Build(args);
        await app.RunAsync();
        return 0;
    }

    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        var settings = Settings.From(builder.Configuration);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.AddServerHeader = false;
        });
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddGuichetPayments(IssuerRules.Default);
        AddPages(builder.Services);

        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseExceptionHandler("/erreur/500");
        app.UseStatusCodePagesWithReExecute("/erreur/{0}");
        UseFiles(app);
        app.UseRequestLocalization();
        app.UseRouting();
        app.MapRazorPages();
        app.MapLive();
        return app;
    }

    private static void AddPages(IServiceCollection services)
    {
        services.AddLocalization();
        services.AddSingleton<Sentences>();
        services.AddSingleton<Moments>();
        services.AddLive();
        services.AddRazorPages(options => options.RootDirectory = "/");
        services.AddAntiforgery(options => options.FormFieldName = "_token");
        services.Configure<RequestLocalizationOptions>(options =>
        {
            CultureInfo[] languages = [CultureInfo.GetCultureInfo("fr-FR"), CultureInfo.GetCultureInfo("en-GB")];
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
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "public, max-age=3600",
        });
    }
}
