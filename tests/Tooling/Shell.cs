using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Guichet.Tooling;

/// <summary>Child processes that end when this program is told to end.</summary>
public sealed class Shell(string root, CancellationToken stop)
{
    public string Root => root;

    public CancellationToken Stop => stop;

    public static bool IsOnPath(string tool) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(p => p.Length > 0 && File.Exists(Path.Combine(p, tool)));

    public async Task<int> BuildAsync(string project, string configuration = "Debug")
    {
        Console.WriteLine($"→ Building {project} ({configuration}; a minute or two the first time) …");
        var watch = Stopwatch.StartNew();
        var exit = await RunAsync("dotnet", ["msbuild", Path.Combine(root, project), "-restore", $"-p:Configuration={configuration}", "-v:quiet", "-nologo", "-tl:auto", "-m", "-nodeReuse:false"], []);
        if (exit == 0) Console.WriteLine($"  built in {watch.Elapsed.TotalSeconds:0} s");
        return exit;
    }

    /// <summary>With our terminal. A stop is passed on as SIGTERM, so that a server finishes what it has begun.</summary>
    public async Task<int> RunAsync(string file, IEnumerable<string> args, Dictionary<string, string> environment)
    {
        using var process = Start(file, args, environment, capture: false);
        await using var passOn = stop.Register(() => _ = Kill(process.Id, 15));
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }

    /// <summary>Without terminal or input; killed with its children on a stop or after the limit.</summary>
    public async Task<(int Exit, string Output)> CaptureAsync(string file, IEnumerable<string> args, Dictionary<string, string>? environment = null, TimeSpan? limit = null)
    {
        using var process = Start(file, args, environment ?? [], capture: true);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        if (limit is { } most) patience.CancelAfter(most);
        process.StandardInput.Close();
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
        try { await process.WaitForExitAsync(patience.Token); }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            stop.ThrowIfCancellationRequested();
            return (124, $"stopped after {limit}\n{string.Concat(await output)}");
        }
        return (process.ExitCode, string.Concat(await output));
    }

    Process Start(string file, IEnumerable<string> args, Dictionary<string, string> environment, bool capture)
    {
        ProcessStartInfo info = new(file, args) { WorkingDirectory = root, RedirectStandardOutput = capture, RedirectStandardError = capture, RedirectStandardInput = capture };
        foreach (var (name, value) in environment) info.Environment[name] = value;
        info.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        info.Environment["DOTNET_NOLOGO"] = "1";
        info.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        return Process.Start(info) ?? throw new RefusedException($"{file} could not be started");
    }

    [DllImport("libc", EntryPoint = "kill")]
    static extern int Kill(int process, int signal);
}
