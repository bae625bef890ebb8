using Guichet.App.Demonstration;

namespace Guichet.Web;

/// <summary>The product without its pages, for the verbs of operators: warnings go to standard error, answers to standard output.</summary>
internal static class OperatorHost
{
    /// <param name="configuration">What a test sets beside the environment.</param>
    public static IHost Build(IConfiguration? configuration = null)
    {
        var builder = Host.CreateApplicationBuilder();
        if (configuration is not null)
        {
            builder.Configuration.AddConfiguration(configuration);
        }

        var settings = Settings.From(builder.Configuration);
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddSingleton(settings);
        builder.Services.AddGuichetClock(settings.IsDemonstration);
        builder.Services.AddLocalization();
        builder.Services.AddSingleton<Texts.Sentences>();
        Serve.AddProduct(builder.Services, settings, builder.Configuration);
        return builder.Build();
    }
}
