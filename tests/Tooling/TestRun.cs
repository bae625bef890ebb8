using System.Diagnostics;
using System.Xml.Linq;

namespace Guichet.Tooling;

/// <summary>Builds once, runs each test project against one private PostgreSQL, ends with the line that machines read.</summary>
public sealed class TestRun(Shell shell)
{
    static readonly string[] Order = ["House", "Domain", "App", "Web", "Browser"];
    static readonly TimeSpan ProjectLimit = TimeSpan.FromMinutes(35), LongProjectLimit = TimeSpan.FromHours(4);
    int passed, failed, skipped;

    public async Task<int> RunAsync(List<string> args)
    {
        var isLong = args.Remove("--long");
        var filter = GuichetProgram.Option(args, "--filter");
        if (args.Count > 0) throw new RefusedException($"Not understood: {string.Join(' ', args)}");
        var problem = "";
        try { problem = await RunAllAsync(isLong, isLong ? filter : filter is null ? "Duration!=Long" : $"({filter})&(Duration!=Long)"); }
        catch (RefusedException why) { problem = why.Message; }
        catch (OperationCanceledException) { problem = "Interrupted."; }
        if (problem.Length == 0 && passed + failed == 0) problem = "No test ran.";
        if (problem.Length > 0) Console.WriteLine(problem);
        Console.WriteLine($"{passed} passed, {failed} failed, {skipped} skipped");
        return problem.Length == 0 && failed == 0 ? 0 : 1;
    }

    async Task<string> RunAllAsync(bool isLong, string? filter)
    {
        await Prerequisites.EnsureAsync(shell);
        if (await shell.BuildAsync("Guichet.slnx") != 0) return "The build failed; no test ran.";
        var results = Path.Combine(shell.Root, "artifacts", "tests");
        if (Directory.Exists(results)) Directory.Delete(results, recursive: true);
        await using var postgres = await PrivatePostgres.StartAsync(shell, durable: false);
        Dictionary<string, string> settings = new() { ["GUICHET_TEST_POSTGRES"] = postgres.ConnectionString };
        if (isLong) settings["GUICHET_TEST_LONG"] = "1";
        var projects = Directory.GetDirectories(Path.Combine(shell.Root, "tests"), "*.Tests").Select(d => Path.GetFileName(d)!)
            .OrderBy(p => Array.IndexOf(Order, p[..^6])).ThenBy(p => p, StringComparer.Ordinal);
        foreach (var project in projects) await RunProjectAsync(project, results, filter, settings, isLong ? LongProjectLimit : ProjectLimit);
        return "";
    }

    async Task RunProjectAsync(string project, string results, string? filter, Dictionary<string, string> settings, TimeSpan limit)
    {
        Console.WriteLine($"→ {project} …");
        var watch = Stopwatch.StartNew();
        List<string> command = ["test", Path.Combine(shell.Root, $"tests/{project}/bin/Debug/net10.0/Guichet.{project}.dll"),
            "--logger", $"trx;LogFileName={project}.trx", "--results-directory", results];
        if (filter is not null) command.AddRange(["--filter", filter]);
        var (exit, output) = await shell.CaptureAsync("dotnet", command, settings, limit);
        var trx = Path.Combine(results, $"{project}.trx");
        var outcomes = File.Exists(trx) ? XDocument.Load(trx).Descendants().Where(e => e.Name.LocalName == "UnitTestResult").ToList() : [];
        int Count(string outcome) => outcomes.Count(o => (string?)o.Attribute("outcome") == outcome);
        foreach (var result in outcomes.Where(o => (string?)o.Attribute("outcome") == "Failed")) PrintFailure(result);
        passed += Count("Passed");
        failed += Count("Failed");
        skipped += Count("NotExecuted");
        if (exit != 0 && Count("Failed") == 0)
        {
            // The host itself fell (crash, time limit): no result tells of it, so it counts as a failure of its own.
            failed++;
            Console.WriteLine($"  {project} ended with status {exit}:\n{output}");
        }
        Console.WriteLine($"  {Count("Passed")} passed, {Count("Failed")} failed, {Count("NotExecuted")} skipped in {watch.Elapsed.TotalSeconds:0.0} s");
    }

    static void PrintFailure(XElement result)
    {
        string Text(string name) => result.Descendants().FirstOrDefault(e => e.Name.LocalName == name)?.Value.Trim() ?? "";
        Console.WriteLine($"\n  FAILED {(string?)result.Attribute("testName")}");
        foreach (var line in $"{Text("Message")}\n{Text("StackTrace")}\n{Text("StdOut")}".Split('\n').Where(l => l.Trim().Length > 0 && !l.TrimStart().StartsWith("at System.", StringComparison.Ordinal)).Take(120)) Console.WriteLine($"    {line}");
        Console.WriteLine();
    }
}
