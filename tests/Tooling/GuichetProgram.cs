using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Guichet.Tooling;

/// <summary>Builds src/Web and calls its verbs, as an operator calls those of the published program.</summary>
public sealed class GuichetProgram(Shell shell)
{
    public async Task<int> ServeAsync(List<string> args)
    {
        var https = args.Remove("--https");
        var port = Option(args, "--port") ?? "5080";
        var settings = Settings(args);
        if (Option(args, "--mail") is { } mail) settings["GUICHET_MAIL"] = mail;
        if (args.Remove("--empty")) settings["GUICHET_EMPTY"] = "true";
        if (args.Count > 0) throw new RefusedException($"Not understood: {string.Join(' ', args)} (./dev.cs alone lists the commands)");
        if (!int.TryParse(port, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 65535) throw new RefusedException($"--port {port}: a number from 1 to 65535 is expected");
        if (IsTaken(number)) throw new RefusedException($"Port {port} is taken; --port chooses another one");
        var host = https ? SelfMadeCertificate.LanAddress() : "localhost";
        var url = $"{(https ? "https" : "http")}://{host}:{port}";
        // Only --https leaves the loopback: a phone must reach it, and browsers give a page its camera over HTTPS only.
        settings["ASPNETCORE_URLS"] = https ? $"https://0.0.0.0:{port}" : url;
        if (Environment.GetEnvironmentVariable("GUICHET_URL") is null) settings["GUICHET_URL"] = url;
        if (https) foreach (var (name, value) in SelfMadeCertificate.Make(shell.Root, host)) settings[name] = value;
        if (await shell.BuildAsync("src/Web") is not 0 and var failed) return failed;
        Console.WriteLine($"Serving on {url} (Ctrl-C stops it)\n  merchants {url}/connexion, customers {url}/app, mailbox {url}/demo/mail, practice clock {url}/demo/clock");
        if (!settings.ContainsKey("GUICHET_EMPTY")) Console.WriteLine(DemonstrationSignIns);
        return await shell.RunAsync("dotnet", [Dll, "serve"], settings);
    }

    public async Task<int> VerbAsync(string verb, List<string> args)
    {
        var settings = Settings(args);
        if (await shell.BuildAsync("src/Web") is not 0 and var failed) return failed;
        return await shell.RunAsync("dotnet", [Dll, verb, .. args], settings);
    }

    /// <summary>What the program prints for `states`, into docs/states.md.</summary>
    public async Task<int> WriteStatesAsync()
    {
        if (await shell.BuildAsync("src/Web") is not 0 and var failed) return failed;
        var (exit, output) = await shell.CaptureAsync("dotnet", [Dll, "states"], Settings([]), TimeSpan.FromMinutes(1));
        if (exit != 0) throw new RefusedException(output);
        await File.WriteAllTextAsync(Path.Combine(shell.Root, "docs", "states.md"), output, shell.Stop);
        Console.WriteLine("Wrote docs/states.md");
        return 0;
    }

    /// <summary>The first of each side; README has all of them.</summary>
    const string DemonstrationSignIns = """
          signatory 708900 · littoral-signataire-2026    point account 10000651 · pins-accueil-2026
          customer lea.martin@example.org · lea-vacances-2026 · code 4071
        """;

    static bool IsTaken(int port)
    {
        using TcpListener probe = new(IPAddress.Loopback, port);
        try { probe.Start(); }
        catch (SocketException) { return true; }
        return false;
    }

    string Dll => Path.Combine(shell.Root, "src/Web/bin/Debug/net10.0/guichet.dll");

    static Dictionary<string, string> Settings(List<string> args)
    {
        var settings = new Dictionary<string, string>();
        if (Environment.GetEnvironmentVariable("GUICHET_MODE") is null) settings["GUICHET_MODE"] = "demonstration";
        if (Option(args, "--database") is { } database) settings["GUICHET_DATABASE"] = database;
        return settings;
    }

    public static string? Option(List<string> args, string name)
    {
        var at = args.IndexOf(name);
        if (at < 0) return null;
        if (at + 1 >= args.Count) throw new RefusedException($"{name} needs a value");
        var value = args[at + 1];
        args.RemoveRange(at, 2);
        return value;
    }
}
