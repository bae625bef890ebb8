using Guichet.Bench;
using Guichet.Bench.Seed;

return args switch
{
    ["writes", .. var rest] => await WritesBench.RunAsync(rest),
    ["crash", .. var rest] => await CrashBench.RunAsync(rest),
    [CrashBench.Victim, var database] => await CrashBench.BeVictimAsync(database),
    ["expire", .. var rest] => await ExpireBench.RunAsync(rest),
    ["live", .. var rest] => await LiveBench.RunAsync(rest),
    ["app", .. var rest] => await AppBench.RunAsync(rest),
    ["list", .. var rest] => await ListBench.RunAsync(rest),
    ["export", .. var rest] => await ExportBench.RunAsync(rest),
    ["sign-in", .. var rest] => await SignInBench.RunAsync(rest),
    ["credit", .. var rest] => await CreditBench.RunAsync(rest),
    ["lighthouse", .. var rest] => await LighthouseBench.RunAsync(rest),
    ["seed", .. var rest] => await SeedRun.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.WriteLine("""
        bench writes [--seconds N] [--only sqlite|postgres]   payments a second and p50/p99 through the desk, beside one transaction a call
        bench crash [--server] [--cycles N] [--only sqlite|postgres]
                                                              kill -9 of a process that takes payments (--server: of the real one, over HTTP), restart, and check
        bench expire [--payments N] [--servers N] [--letters N] [--only sqlite|postgres]
                                                              so many payments due at one instant, while merchants use the portal; then their letters over SMTP
        bench live [--count N]                                from a customer's approval to the merchant's screen, in Chromium, p50/p95
        bench app [--count N]                                 from a customer's tap on «Confirmer» to the painted green tick, in Chromium, p50/p95/p99
        bench list [--payments N] [--only sqlite|postgres] [--http | --database]
                                                              «Vos opérations» at ten million rows: p50/p99 of every filter, order, depth, counter, search,
                                                              of the use case and over HTTP
                                                              (seeds artifacts/list when it is not there yet; delete it to have the disk back)
        bench export [--payments N] [--only sqlite|postgres] [--no-reader]
                                                              .xlsx and .csv of so many payments over HTTP: seconds and peak memory; then LibreOffice reads it
        bench sign-in [--guesses 10000] [--bursts 1000] [--samples 300] [--only sqlite|postgres]
                                                              wrong passwords from many addresses while a known browser works, and the server's memory; times of
                                                              known and unknown numbers; passwords looked at in bursts of 60 (these sizes when none are given)
        bench credit [--lines N] [--only sqlite|postgres]     an employer's order of so many customers: seconds of the dry run and of crediting it
        bench lighthouse [--runs N]                           Lighthouse (npm) on the customer's sign-in, home and request: scores, bytes, milliseconds
        PostgreSQL from GUICHET_TEST_POSTGRES.
        """);
    return 2;
}
