using Guichet.App.Storage;
using Guichet.App.Storage.Desk;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Guichet.Tooling;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Guichet.App.Tests.Storage;

/// <summary>The database goes away, comes back, or cannot be believed.</summary>
public sealed class DeskFailureTests
{
    [Fact]
    public async Task Connections_cut_under_load_lose_and_double_nothing()
    {
        await using var host = await DeskHost.StartAsync(DatabaseKind.Postgres);
        await host.CreditAsync(100_000_00);
        using var stop = new CancellationTokenSource();
        var acknowledged = await Task.WhenAll(Enumerable.Range(0, 16).Select(caller => Task.Run(async () =>
        {
            var paid = new List<long>();
            for (var i = 0; i < 25; i++)
            {
                if (caller == 0)
                {
                    await CutAsync(host);
                }

                var created = await host.DoAsync(await host.CreateCommandAsync(key: $"form {caller} {i}"));
                if (created.Refusal is null && (await host.ApproveAsync(created.Value!, 40_00, key: $"tap {caller} {i}")).Refusal is null)
                {
                    paid.Add(created.Value!.Id);
                }
            }

            return paid;
        })));

        var ids = acknowledged.SelectMany(x => x).ToHashSet();
        ids.Count.ShouldBeGreaterThan(300, "a cut connection is made again while the callers wait");
        var kept = await host.ReadAsync(db => db.Payments.Where(x => x.Status == PaymentStatus.Captured).Select(x => x.Id).ToListAsync());
        ids.ShouldAllBe(id => kept.Contains(id));
        (await host.BalanceAsync()).ShouldBe(100_000_00 - kept.Count * 40_00L);
        await host.CheckAsync();
    }

    [Fact]
    public async Task A_database_that_is_gone_is_unavailable_and_found_again()
    {
        await using var host = await DeskHost.StartAsync(DatabaseKind.Postgres);
        var name = new NpgsqlConnectionStringBuilder(host.Database).Database!;
        await host.CreateAsync();
        await PostgresServer.ExecuteAsync($"ALTER DATABASE {name} ALLOW_CONNECTIONS false");
        await CutAsync(host);
        var command = await host.CreateCommandAsync(key: "form");
        (await host.DoAsync(command)).Refusal!.Code.ShouldBe(RefusalCode.Unavailable);

        await PostgresServer.ExecuteAsync($"ALTER DATABASE {name} ALLOW_CONNECTIONS true");
        (await host.DoAsync(command)).Refusal.ShouldBeNull();
        await host.CheckAsync();
    }

    /// <summary>Finding 2 of the reliability notes: the driver reports success, and only a warning says that the standby did not confirm.</summary>
    [Fact]
    public async Task A_commit_that_the_standby_did_not_confirm_is_no_success()
    {
        await using var server = await PrivatePostgres.StartAsync(new Shell(Repository.Root, CancellationToken.None), durable: false);
        await DeskHost.MigrateAsync(server.ConnectionString);
        await using var host = await DeskHost.StartAsync(server.ConnectionString, limits: new DeskLimits { CommandSeconds = 2 });
        (await host.DoAsync(await host.CreateCommandAsync())).Refusal.ShouldBeNull();
        await using (var connection = new NpgsqlConnection(server.ConnectionString))
        {
            await connection.OpenAsync();
            foreach (var sql in (string[])["ALTER SYSTEM SET synchronous_standby_names = 's1'", "SELECT pg_reload_conf()"])
            {
                await using var command = new NpgsqlCommand(sql, connection);
                await command.ExecuteNonQueryAsync();
            }
        }

        // The server reads its settings a moment later.
        Result<Payment?> answer;
        do
        {
            answer = await host.DoAsync(await host.CreateCommandAsync());
        }
        while (answer.Refusal is null);

        answer.Refusal.Code.ShouldBe(RefusalCode.OutcomeUnknown);
        host.Desk.IsOpen.ShouldBeTrue();
    }

    [Fact]
    public async Task A_broken_sqlite_file_stops_the_desk()
    {
        await using var host = await DeskHost.StartAsync(DatabaseKind.Sqlite);
        var payment = await host.CreateAsync();
        // Somebody else's commit, so that the desk reads the pages again.
        await host.ReadAsync(db => db.IdRanges.ExecuteUpdateAsync(x => x.SetProperty(range => range.Next, range => range.Next + 1)));
        await using (var file = new FileStream(host.Database, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            await file.WriteAsync(new byte[file.Length]);
        }

        await using (var log = new FileStream(host.Database + "-wal", FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            await log.WriteAsync(new byte[log.Length]);
        }

        for (var i = 0; i < 50 && host.Desk.IsOpen; i++)
        {
            await Should.NotThrowAsync(async () => (await host.CancelAsync(payment)).Refusal?.Code.ShouldBeOneOf(RefusalCode.Unavailable, RefusalCode.OutcomeUnknown, RefusalCode.NotPossibleInState));
        }

        host.Desk.IsOpen.ShouldBeFalse();
        (await host.CancelAsync(payment)).Refusal!.Code.ShouldBe(RefusalCode.Unavailable);
        Environment.ExitCode = 0;
    }

    private static async Task CutAsync(DeskHost host)
    {
        var name = new NpgsqlConnectionStringBuilder(host.Database).Database;
        await PostgresServer.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND application_name = 'guichet-desk'");
    }
}
