using Guichet.Bench;

return args switch
{
    ["writes", .. var rest] => await WritesBench.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.WriteLine("""
        bench writes [--seconds N] [--only sqlite|postgres]   payments a second and p50/p99 through the desk, beside one transaction a call
        PostgreSQL from GUICHET_TEST_POSTGRES.
        """);
    return 2;
}
