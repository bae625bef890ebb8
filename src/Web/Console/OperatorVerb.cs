using Guichet.App.Console;
using Guichet.App.Demonstration;
using Guichet.App.Storage;

namespace Guichet.Web.Console;

/// <summary>The verb `operator`: an installation's first operator, and help for one who lost everything. Only who may start the program on the server can use it.</summary>
public static class OperatorVerb
{
    private const string Usage = "guichet operator create NAME FIRST LAST EMAIL | guichet operator reset NAME";

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, IConfiguration? configuration = null)
    {
        if (args is not (["create", _, _, _, _] or ["reset", _]))
        {
            await errors.WriteLineAsync(Usage);
            return 2;
        }

        using var host = OperatorHost.Build(configuration);
        var settings = host.Services.GetRequiredService<Settings>();
        await StorageSetup.EnsureReadyAsync(settings.Database);
        var (operators, now) = (host.Services.GetRequiredService<Operators>(), host.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        var done = args is ["create", var name, var first, var last, var email]
            ? await operators.CreateAsync(name, first, last, email, now) : await operators.ResetAsync(args[1], now);
        if (!done.TryGet(out var path, out var refusal))
        {
            await errors.WriteLineAsync($"{refusal.Name}{(refusal.Field is { } field ? $" ({field})" : "")}\n{Usage}");
            return 1;
        }

        // Printed once, kept as a hash: whoever has it chooses the password.
        await output.WriteLineAsync(new Uri(settings.Url, path).AbsoluteUri);
        return 0;
    }
}
