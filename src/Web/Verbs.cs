using Guichet.App.Storage;
using Guichet.Domain.Payments;
using Guichet.Web.Jobs;

namespace Guichet.Web;

/// <summary>What an operator needs beside `serve`, where there is no SDK.</summary>
public static class Verbs
{
    public static async Task<int> RunAsync(string[] args)
    {
        switch (args)
        {
            case ["states"]:
                await Console.Out.WriteAsync(PaymentTransitions.ToMarkdown());
                return 0;
            case ["migrate"]:
                await StorageSetup.MigrateAsync(SettingsOf(args).Database);
                return 0;
            case ["job", .. var rest]:
                return await JobVerb.RunAsync(rest, Console.Out, Console.Error);
            default:
                await Console.Error.WriteLineAsync("guichet serve | migrate | check | job <name> [--as-of <instant>] | states");
                return 2;
        }
    }

    private static Settings SettingsOf(string[] args) => Settings.From(Host.CreateApplicationBuilder(args).Configuration);
}
