namespace Guichet.Tooling;

public static class BenchRun
{
    public static async Task<int> RunAsync(Shell shell, List<string> args)
    {
        foreach (var project in (string[])["src/Web", "tests/Bench"])
            if (await shell.BuildAsync(project, "Release") is not 0 and var failed) return failed;
        await Prerequisites.EnsureAsync(shell, withOffice: args is ["export", ..] && !args.Contains("--no-reader"));
        // A figure for payments is worth something only with a database that really flushes.
        // The lists need ten million rows: these stay for the next time.
        await using var postgres = args is ["list" or "export", ..] ? await PrivatePostgres.ReuseAsync(shell, Path.Combine(shell.Root, "artifacts", "list"))
            : await PrivatePostgres.StartAsync(shell, durable: true);
        return await shell.RunAsync("dotnet", [Path.Combine(shell.Root, "tests/Bench/bin/Release/net10.0/Guichet.Bench.dll"), .. args], new()
        {
            ["GUICHET_TEST_POSTGRES"] = postgres.ConnectionString,
            ["GUICHET_PROGRAM"] = Path.Combine(shell.Root, "src/Web/bin/Release/net10.0/guichet.dll"),
        });
    }

    /// <summary>Fills the database that is named: no PostgreSQL of our own.</summary>
    public static async Task<int> SeedAsync(Shell shell, List<string> args) => await shell.BuildAsync("tests/Bench", "Release") is not 0 and var failed ? failed
        : await shell.RunAsync("dotnet", [Path.Combine(shell.Root, "tests/Bench/bin/Release/net10.0/Guichet.Bench.dll"), "seed", .. args], []);
}
