using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Guichet.Tooling;

/// <summary>A PostgreSQL of our own: a temporary folder, a free port, on the loopback only; gone when disposed.</summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    const string Prefix = "guichet-postgres-";
    readonly Shell shell;
    readonly string folder, data;
    readonly FileStream owner;
    readonly bool kept;

    PrivatePostgres(Shell shell, string? keptIn = null)
    {
        this.shell = shell;
        kept = keptIn is not null;
        folder = Directory.CreateDirectory(keptIn ?? Path.Combine(Temp, Prefix + Path.GetRandomFileName())).FullName;
        data = Path.Combine(folder, "data");
        // The kernel frees this lock when we die, however we die: what nobody holds is a leftover (SweepAsync).
        owner = new(Path.Combine(folder, "owner"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
    }

    public string ConnectionString { get; private set; } = "";

    // PostgreSQL refuses to run as root, and its user could not enter a private TMPDIR of root's.
    static string Temp => Environment.IsPrivilegedProcess ? "/tmp" : Path.GetTempPath();

    /// <summary>The folder of initdb and pg_ctl, 15 or later; null where there is none.</summary>
    public static string? FindBin() => (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [])
        .Select(d => (Version: int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var v) ? v : 0, Bin: Path.Combine(d, "bin")))
        .Where(d => d.Version >= 15 && File.Exists(Path.Combine(d.Bin, "initdb"))).OrderByDescending(d => d.Version).Select(d => d.Bin)
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Where(p => File.Exists(Path.Combine(p, "initdb")))).FirstOrDefault();

    public static async Task<PrivatePostgres> StartAsync(Shell shell, bool durable)
    {
        await SweepAsync(shell);
        PrivatePostgres postgres = new(shell);
        try { await postgres.StartAsync(durable); }
        catch { await postgres.DisposeAsync(); throw; }
        return postgres;
    }

    /// <summary>One whose data stays in a folder for the next time; the user postgres must be able to reach it.</summary>
    public static async Task<PrivatePostgres> ReuseAsync(Shell shell, string folder)
    {
        PrivatePostgres postgres = new(shell, folder);
        try { await postgres.StartAsync(durable: true); }
        catch { await postgres.DisposeAsync(); throw; }
        return postgres;
    }

    /// <summary>For test hosts that were not started by `test` (an IDE): one line with the connection string, then until the input ends.</summary>
    public static async Task<int> OfferAsync(Shell shell, List<string> args)
    {
        await Prerequisites.EnsureAsync(shell);
        await using var postgres = await StartAsync(shell, args.Contains("--durable"));
        Console.WriteLine(postgres.ConnectionString);
        while (await Console.In.ReadLineAsync(shell.Stop) is not null) { }
        return 0;
    }

    async Task StartAsync(bool durable)
    {
        // Whatever holds a kept folder ended with its owner, unless the owner was killed.
        if (File.Exists(Path.Combine(data, "postmaster.pid"))) await StopAsync(shell, data);
        if (Environment.IsPrivilegedProcess) await PgAsync("install", ["-d", "-o", "postgres", "-m", "700", data], asRoot: true);
        if (!File.Exists(Path.Combine(data, "PG_VERSION"))) await PgAsync("initdb", ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", .. durable ? [] : (string[])["--no-sync"]]);
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            // In one file, so that no path has to survive the quoting of a command line. Each line repeated later wins.
            string[] conf = ["listen_addresses = '127.0.0.1'", "unix_socket_directories = ''", $"port = {port}", "max_connections = 200",
                "shared_buffers = 256MB", "max_wal_size = 2GB", .. durable ? [] : (string[])["fsync = off", "synchronous_commit = off", "full_page_writes = off"]];
            await File.AppendAllLinesAsync(Path.Combine(data, "postgresql.conf"), conf);
            try { await PgAsync("pg_ctl", ["start", "-s", "-w", "-t", "60", "-D", data, "-l", Path.Combine(data, "server.log")]); }
            catch (RefusedException) when (attempt < 3) { continue; } // somebody took the port in between
            ConnectionString = $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres";
            return;
        }
    }

    async Task PgAsync(string tool, string[] args, bool asRoot = false)
    {
        var path = asRoot ? tool : Path.Combine(FindBin()!, tool);
        var (exit, output) = Environment.IsPrivilegedProcess && !asRoot
            ? await shell.CaptureAsync("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", path, .. args])
            : await shell.CaptureAsync(path, args);
        if (exit != 0) throw new RefusedException($"PostgreSQL could not be started ({tool}, status {exit}):\n{output}");
    }

    public async ValueTask DisposeAsync()
    {
        Shell own = new(shell.Root, default); // also after Ctrl-C: its own, uncancelled shell
        if (kept) await StopAsync(own, data);
        else await RemoveAsync(own, folder);
        await owner.DisposeAsync();
    }

    static async Task RemoveAsync(Shell shell, string folder)
    {
        await StopAsync(shell, Path.Combine(folder, "data"), "immediate");
        Directory.Delete(folder, recursive: true);
    }

    static async Task StopAsync(Shell shell, string data, string mode = "fast")
    {
        string[] pgCtl = [Path.Combine(FindBin()!, "pg_ctl"), "stop", "-s", "-w", "-m", mode, "-D", data];
        string[] command = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", .. pgCtl] : pgCtl;
        if (File.Exists(Path.Combine(data, "postmaster.pid"))) await shell.CaptureAsync(command[0], command[1..], limit: TimeSpan.FromSeconds(60));
    }

    static async Task SweepAsync(Shell shell)
    {
        foreach (var left in Directory.GetDirectories(Temp, Prefix + "*"))
        {
            try
            {
                using (new FileStream(Path.Combine(left, "owner"), FileMode.Open, FileAccess.ReadWrite, FileShare.None)) { }
                await RemoveAsync(shell, left);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException) { } // alive, or another user's
        }
    }

    static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
