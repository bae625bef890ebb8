namespace Guichet.Tooling;

public static class BenchRun
{
    public static async Task<int> RunAsync(Shell shell, List<string> args)
    {
        foreach (var project in (string[])["src/Web", "tests/Bench"])
            if (await shell.BuildAsync(project, "Release") is not 0 and var failed) return failed;
        await Prerequisites.EnsureAsync(shell);
        // A figure for payments is worth something only with a database that really flushes.
        await using var postgres = await PrivatePostgres.StartAsync(shell, durable: true);
        return await shell.RunAsync("dotnet", [Path.Combine(shell.Root, "tests/Bench/bin/Release/net10.0/Guichet.Bench.dll"), .. args], new()
        {
            ["GUICHET_TEST_POSTGRES"] = postgres.ConnectionString,
            ["GUICHET_PROGRAM"] = Path.Combine(shell.Root, "src/Web/bin/Release/net10.0/guichet.dll"),
        });
    }
}
