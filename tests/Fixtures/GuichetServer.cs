using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Guichet.Fixtures;

/// <summary>
/// The real program as a process of its own, so that a test can kill it (-9) and start it again on the same port, folder and database.
/// </summary>
public sealed class GuichetServer : IAsyncDisposable
{
    const int LogLinesKept = 4000;
    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120), StopLimit = TimeSpan.FromSeconds(15), AskEvery = TimeSpan.FromMilliseconds(50);
    readonly ConcurrentQueue<string> log = new();
    readonly Dictionary<string, string> settings;
    readonly string folder;
    Process? process;

    GuichetServer(string database, IReadOnlyDictionary<string, string>? more)
    {
        folder = Directory.CreateTempSubdirectory("guichet-server-").FullName;
        Url = new($"http://localhost:{FreePort()}");
        settings = new()
        {
            ["ASPNETCORE_URLS"] = Url.GetLeftPart(UriPartial.Authority),
            ["GUICHET_URL"] = Url.GetLeftPart(UriPartial.Authority),
            ["GUICHET_DATABASE"] = database,
            ["GUICHET_KEYS"] = Path.Combine(folder, "keys"),
            ["GUICHET_MODE"] = "demonstration",
            // Nothing changes under a running test, and a machine has few inotify instances (128 for each user).
            ["DOTNET_hostBuilder__reloadConfigOnChange"] = "false",
            ["DOTNET_USE_POLLING_FILE_WATCHER"] = "1",
        };
        foreach (var (name, value) in more ?? new Dictionary<string, string>()) settings[name] = value;
    }

    /// <summary>Without a slash at its end in links: use <c>new Uri(server.Url, "/connexion")</c>.</summary>
    public Uri Url { get; }

    public int ProcessId => process?.Id ?? throw new InvalidOperationException("The server is not running");

    /// <summary>What the program printed, all starts together, the newest 4 000 lines.</summary>
    public string Log => string.Join('\n', log);

    /// <summary>guichet.dll of the same build as the running test; GUICHET_PROGRAM names another one.</summary>
    public static string Program =>
        Environment.GetEnvironmentVariable("GUICHET_PROGRAM") ?? Repository.PathOf($"src/Web/bin/{Repository.Configuration}/net10.0/guichet.dll");

    /// <param name="database">As GUICHET_DATABASE takes it.</param>
    /// <param name="settings">Further environment, over the defaults (demonstration mode, own key folder, a free port).</param>
    public static async Task<GuichetServer> StartAsync(string database, IReadOnlyDictionary<string, string>? settings = null)
    {
        var server = Of(database, settings);
        try { await server.StartAgainAsync(); }
        catch { await server.DisposeAsync(); throw; }
        return server;
    }

    /// <summary>The same, not started yet: for verbs that come before.</summary>
    public static GuichetServer Of(string database, IReadOnlyDictionary<string, string>? settings = null) => new(database, settings);

    /// <summary>A verb of the program beside the server, with the same settings. Gives what it printed.</summary>
    /// <exception cref="InvalidOperationException">Its status was not 0.</exception>
    public async Task<string> RunAsync(params string[] verb)
    {
        using var run = Process.Start(ProgramWith(verb)) ?? throw new InvalidOperationException("dotnet did not start");
        var (output, errors) = (run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        await run.WaitForExitAsync();
        return run.ExitCode == 0 ? await output : throw new InvalidOperationException($"{verb[0]} ended with status {run.ExitCode}:\n{await output}\n{await errors}");
    }

    /// <summary>Starts it (again), and waits until it is ready to serve.</summary>
    public async Task StartAgainAsync()
    {
        if (process is not null) throw new InvalidOperationException("It is running already");
        process = new() { StartInfo = ProgramWith("serve") };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await WaitUntilReadyAsync(process);
    }

    /// <summary>kill -9: no shutdown code runs.</summary>
    public async Task KillAsync()
    {
        if (process is null) return;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>An orderly stop (SIGTERM), as a service manager does it; false when it had to be killed.</summary>
    public async Task<bool> StopAsync()
    {
        if (process is null) return true;
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"])) await kill.WaitForExitAsync();
        using CancellationTokenSource patience = new(StopLimit);
        try { await process.WaitForExitAsync(patience.Token); }
        catch (OperationCanceledException)
        {
            await KillAsync();
            return false;
        }
        process.Dispose();
        process = null;
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(folder, recursive: true);
    }

    ProcessStartInfo ProgramWith(params string[] verb)
    {
        ProcessStartInfo start = new("dotnet", [Program, .. verb]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // What a developer has set for his own server must not reach this one.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("GUICHET_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return start;
    }

    async Task WaitUntilReadyAsync(Process started)
    {
        using HttpClient client = new() { Timeout = TimeSpan.FromSeconds(5) };
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < StartLimit; await Task.Delay(AskEvery, TimeProvider.System))
        {
            if (started.HasExited) throw new InvalidOperationException($"The server ended with status {started.ExitCode} instead of starting:\n{Log}");
            try
            {
                using var answer = await client.GetAsync(new Uri(Url, "/health/ready"));
                if (answer.IsSuccessStatusCode) return;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException) { } // not listening yet
        }
        throw new TimeoutException($"The server was not ready within {StartLimit}:\n{Log}");
    }

    void Keep(string? line)
    {
        if (line is null) return;
        log.Enqueue(line);
        while (log.Count > LogLinesKept) log.TryDequeue(out _);
    }

    static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
