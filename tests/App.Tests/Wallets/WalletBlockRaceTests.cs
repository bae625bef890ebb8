using Guichet.App.Storage.Mapping;
using Guichet.App.Tests.Storage;
using Guichet.App.Wallets.Blocking;
using Guichet.Domain;
using Guichet.Domain.Access;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Guichet.App.Tests.Wallets;

/// <summary>A block among many payments: those that were decided before it stand, none comes after it.</summary>
public sealed class WalletBlockRaceTests
{
    private const int Payments = 120;

    [Theory]
    [EachDatabase(1)]
    [EachDatabase(2)]
    public async Task What_the_wallet_holds_when_it_is_blocked_stays_whatever_is_on_its_way(DatabaseKind kind, int servers)
    {
        await using var one = await DeskHost.StartAsync(kind);
        await using var two = servers == 2 && kind == DatabaseKind.Postgres ? await DeskHost.StartAsync(one.Database) : null;
        DeskHost[] hosts = [one, two ?? one];
        foreach (var year in new[] { 2025, 2026 })
        {
            await one.CreditAsync(Payments * 20_00, year: year);
        }

        var payments = await Task.WhenAll(Enumerable.Range(0, Payments).Select(_ => one.CreateAsync()));
        var paying = payments.Select((payment, i) => Task.Run(() => hosts[i % 2].ApproveAsync(payment, 40_00))).ToList();
        await Task.WhenAny(paying);
        var atBlock = await BlockAsync(one);
        var after = await Task.WhenAll(hosts.Select(host => host.ApproveAsync(payments[^1], 39_00)));
        var answers = await Task.WhenAll(paying);

        after.ShouldAllBe(x => x.Refusal != null && x.Refusal.Code != RefusalCode.InsufficientBalance);
        answers.Where(x => x.Refusal is not null).ShouldAllBe(x => x.Refusal!.Code == RefusalCode.WalletBlocked);
        (await one.BalanceAsync()).ShouldBe(atBlock);
        (Payments * 40_00L - answers.Count(x => x.Refusal is null) * 40_00L).ShouldBe(atBlock);
        await one.CheckAsync();
    }

    /// <summary>Two customers of ten, each blocked and unblocked again and again, while all of them pay: nobody waits for ever, nothing is lost.</summary>
    [Theory, EachDatabase]
    public async Task Blocks_and_payments_never_wait_for_each_other_in_a_circle(DatabaseKind kind)
    {
        await using var host = await DeskHost.StartAsync(kind);
        var customers = Enumerable.Range(0, 10).Select(i => DeskHost.Customer + i).ToList();
        foreach (var customer in customers)
        {
            await host.CreditAsync(400_00, customer, 2025);
            await host.CreditAsync(400_00, customer, 2026);
        }

        var payments = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => host.CreateAsync(20_00)));
        var paying = Task.WhenAll(payments.Select((payment, i) => Task.Run(() => host.ApproveAsync(payment, 20_00, customers[i % customers.Count]))));
        foreach (var isBlocked in new[] { true, false, true, false })
        {
            await Task.WhenAll(customers.Take(2).Select(customer => BlockAsync(host, customer, isBlocked)));
        }

        var answers = await paying.WaitAsync(TimeSpan.FromSeconds(60));
        answers.Where(x => x.Refusal is not null).ShouldAllBe(x => x.Refusal!.Code == RefusalCode.WalletBlocked);
        (await host.ReadAsync(db => db.Wallets.SumAsync(w => w.AvailableCents))).ShouldBe(8_000_00 - answers.Count(x => x.Refusal is null) * 20_00L);
        await host.CheckAsync();
    }

    /// <returns>What the wallet held in the commit that blocked it.</returns>
    private static async Task<long> BlockAsync(DeskHost host, long customer = DeskHost.Customer, bool isBlocked = true)
    {
        await using var db = await host.Databases.CreateDbContextAsync();
        var now = TimeProvider.System.GetUtcNow();
        await WalletMark.PrepareAsync(db, customer, now);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await WalletMark.LockAsync(db, customer);
        await WalletMark.SetAsync(db, customer, isBlocked, new WalletActor(Door.App, 1, null, null), now);
        await db.SaveChangesAsync();
        var balance = await db.Wallets.Where(w => w.CustomerId == customer).SumAsync(w => w.AvailableCents);
        await transaction.CommitAsync();
        return balance;
    }
}
