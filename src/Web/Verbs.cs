using Guichet.App.Checks;
using Guichet.App.Storage;
using Guichet.Domain.Payments;
using Guichet.Web.Console;
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
                await System.Console.Out.WriteAsync(PaymentTransitions.ToMarkdown());
                return 0;
            case ["migrate"]:
                await StorageSetup.MigrateAsync(SettingsOf(args).Database);
                return 0;
            case ["check"]:
                return await CheckAsync(SettingsOf(args).Database);
            case ["job", .. var rest]:
                return await JobVerb.RunAsync(rest, System.Console.Out, System.Console.Error);
            case ["credit", .. var rest]:
                return await CreditVerb.RunAsync(rest, System.Console.Out, System.Console.Error);
            case ["operator", .. var rest]:
                return await OperatorVerb.RunAsync(rest, System.Console.Out, System.Console.Error);
            default:
                await System.Console.Error.WriteLineAsync("guichet serve | migrate | check | job <name> [--as-of <instant>] | credit check|confirm|show|drop | operator create|reset … | states");
                return 2;
        }
    }

    /// <summary>Exit status 0 only when every balance and invariant holds.</summary>
    private static async Task<int> CheckAsync(string database)
    {
        var lines = await LedgerCheck.RunAsync(database);
        foreach (var line in lines)
        {
            System.Console.WriteLine(line);
        }

        return lines.All(line => line.Holds) ? 0 : 1;
    }

    private static Settings SettingsOf(string[] args) => Settings.From(Host.CreateApplicationBuilder(args).Configuration);
}
