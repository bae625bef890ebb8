#!/usr/bin/env dotnet
#:property PublishAot=false
#:property GenerateDocumentationFile=false
#:project tests/Tooling/Guichet.Tooling.csproj
// The one developer command: a table of what there is. How each works is in tests/Tooling (no packages: it starts on a machine that has
// nothing but the SDK).
using Guichet.Tooling;
using System.Runtime.InteropServices;

var root = (string?)AppContext.GetData("EntryPointFileDirectoryPath") ?? Environment.CurrentDirectory;
using var stop = new CancellationTokenSource();
var signals = new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }
    .Select(s => PosixSignalRegistration.Create(s, c => { c.Cancel = true; stop.Cancel(); })).ToArray();
var shell = new Shell(root, stop.Token);
var rest = args.Skip(1).ToList();
try
{
    return await (args.FirstOrDefault() switch
    {
        "run" => new GuichetProgram(shell).ServeAsync(rest),
        "test" or "ci" => new TestRun(shell).RunAsync(rest),
        "bench" => BenchRun.RunAsync(shell, rest),
        "crash" => BenchRun.RunAsync(shell, ["crash", .. rest]),
        "seed" => BenchRun.SeedAsync(shell, rest),
        "migrate" or "check" or "job" or "credit" => new GuichetProgram(shell).VerbAsync(args[0], rest),
        "states" => new GuichetProgram(shell).WriteStatesAsync(),
        "postgres" => PrivatePostgres.OfferAsync(shell, rest),
        _ => Usage(args),
    });
}
catch (OperationCanceledException) { return 130; }
catch (RefusedException why) { Console.Error.WriteLine(why.Message); return 2; }
finally { foreach (var s in signals) s.Dispose(); }

static Task<int> Usage(string[] args)
{
    if (args.Length > 0 && args[0] is not ("help" or "--help" or "-h")) Console.Error.WriteLine($"Unknown command: {args[0]}\n");
    Console.WriteLine("""
        ./dev.cs run [--port 5080] [--database VALUE] [--mail VALUE] [--empty] [--https]   build and serve the demonstration
        ./dev.cs test [--long] [--filter EXPRESSION]   install what is missing, run every test, on SQLite and PostgreSQL
        ./dev.cs bench NAME …      run a benchmark in Release with a durable private PostgreSQL (bench alone lists them)
        ./dev.cs crash …           kill -9 the server under load, restart it, and check what it had answered
        ./dev.cs seed --payments N [--database VALUE]   fill a database with merchants, customers and so many payments
        ./dev.cs migrate …         bring the database up to date        (these verbs are the program's own; --database VALUE)
        ./dev.cs check …           prove every balance and invariant
        ./dev.cs job NAME …        run one recurring job now
        ./dev.cs credit check|confirm|show|drop …   an employer's order of titles from a file
        ./dev.cs states            write docs/states.md from the transition table
        ./dev.cs postgres [--durable]   offer a private PostgreSQL until Ctrl-C or the end of input
        ./dev.cs ci                what .ci/run does
        """);
    return Task.FromResult(args.Length == 0 || args[0] is "help" or "--help" or "-h" ? 0 : 2);
}
