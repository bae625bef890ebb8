using Guichet.App.Storage;
using Guichet.App.Storage.Desk;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Guichet.App.Tests.Storage;

/// <summary>Many at once: exactly one wins, nobody pays twice, nothing is spent that is not there.</summary>
public sealed class DeskRaceTests
{
    private const int Races = 200;
    private static readonly PaymentTerms Manual = PaymentTerms.Of(null, 2, IssuerRules.Default).Value;

    [Theory]
    [EachDatabase(1)]
    [EachDatabase(2)]
    public async Task Customer_pays_merchant_cancels_clock_expires_and_one_of_them_wins(DatabaseKind kind, int servers)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 7, 1, 10, 0, 0, TimeSpan.Zero));
        await using var one = await DeskHost.StartAsync(kind, time);
        await using var two = servers == 2 && kind == DatabaseKind.Postgres ? await DeskHost.StartAsync(one.Database, time) : null;
        var other = two ?? one;
        await one.CreditAsync(Races * 40_00);
        var payments = await Task.WhenAll(Enumerable.Range(0, Races).Select(_ => one.CreateAsync()));

        // While they race, the limit passes: some are paid before it, the others expire or were cancelled.
        var races = payments.Select(payment => Task.Run(() => Task.WhenAll(
            one.ApproveAsync(payment, 40_00), other.CancelAsync(payment), one.ExpireAsync(payment), other.ApproveAsync(payment, 30_00, DeskHost.Customer + 1)))).ToList();
        await races[Races / 2];
        time.Advance(TimeSpan.FromMinutes(16));
        await Task.WhenAll(races);
        await Task.WhenAll(payments.Select(payment => other.ExpireAsync(payment)));

        var ended = await one.ReadAsync(db => db.PaymentFacts.Where(x => x.FromStatus == PaymentStatus.AwaitingCustomer).GroupBy(x => x.PaymentId).Select(x => x.Count()).ToListAsync());
        ended.Count.ShouldBe(Races);
        ended.ShouldAllBe(winners => winners == 1);
        var paid = await one.ReadAsync(db => db.Payments.CountAsync(x => x.Status == PaymentStatus.Captured));
        (await one.BalanceAsync()).ShouldBe((Races - paid) * 40_00L);
        await one.CheckAsync();
    }

    [Theory, EachDatabase]
    public async Task Merchant_validates_merchant_voids_clock_expires_and_one_of_them_wins(DatabaseKind kind)
    {
        await using var host = await DeskHost.StartAsync(kind);
        await host.CreditAsync(50 * 40_00);
        var payments = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => host.CreateAsync(40_00, Manual)));
        await Task.WhenAll(payments.Select(payment => host.ApproveAsync(payment, 40_00)));

        var answers = await Task.WhenAll(payments.Select(payment => Task.WhenAll(
            Task.Run(() => host.CaptureAsync(payment, 25_00)), Task.Run(() => host.VoidAsync(payment)), Task.Run(() => host.CaptureAsync(payment, 30_00)))));

        answers.ShouldAllBe(race => race.Count(x => x.Refusal == null) == 1);
        answers.SelectMany(x => x).Where(x => x.Refusal is not null).ShouldAllBe(x => x.Refusal!.Code == RefusalCode.NotPossibleInState);
        await host.CheckAsync();
    }

    [Theory]
    [EachDatabase(1)]
    [EachDatabase(2)]
    public async Task Fifty_identical_submits_make_one_payment(DatabaseKind kind, int servers)
    {
        await using var one = await DeskHost.StartAsync(kind);
        await using var two = servers == 2 && kind == DatabaseKind.Postgres ? await DeskHost.StartAsync(one.Database) : null;
        await one.CreditAsync(1_000_00);
        DeskHost[] hosts = [one, two ?? one];

        var created = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => hosts[i % 2].CreateAsync(key: "one form"))));
        created.Select(x => x.Id).Distinct().Count().ShouldBe(1);
        var paid = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => hosts[i % 2].ApproveAsync(created[0], 30_00, key: "one tap"))));
        paid.ShouldAllBe(x => x.Value!.Status == PaymentStatus.Captured);

        (await one.ReadAsync(db => db.Payments.CountAsync())).ShouldBe(1);
        (await one.BalanceAsync()).ShouldBe(970_00);
        await one.CheckAsync();
    }

    [Theory]
    [EachDatabase(1)]
    [EachDatabase(2)]
    public async Task A_wallet_is_never_overdrawn(DatabaseKind kind, int servers)
    {
        await using var one = await DeskHost.StartAsync(kind);
        await using var two = servers == 2 && kind == DatabaseKind.Postgres ? await DeskHost.StartAsync(one.Database) : null;
        DeskHost[] hosts = [one, two ?? one];
        await one.CreditAsync(60_00, year: 2025);
        await one.CreditAsync(45_00, year: 2026);
        var payments = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => one.CreateAsync()));

        var answers = await Task.WhenAll(payments.Select((payment, i) => Task.Run(() => hosts[i % 2].ApproveAsync(payment, 10_00))));

        answers.Count(x => x.Refusal is null).ShouldBe(10);
        answers.Where(x => x.Refusal is not null).ShouldAllBe(x => x.Refusal!.Code == RefusalCode.InsufficientBalance);
        (await one.BalanceAsync()).ShouldBe(5_00);
        await one.CheckAsync();
    }

    [Theory]
    [EachDatabase(1)]
    [EachDatabase(2)]
    public async Task Suggested_references_count_up_without_gap_or_double(DatabaseKind kind, int servers)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 7, 1, 10, 0, 0, TimeSpan.Zero));
        await using var one = await DeskHost.StartAsync(kind, time);
        await using var two = servers == 2 && kind == DatabaseKind.Postgres ? await DeskHost.StartAsync(one.Database, time) : null;
        DeskHost[] hosts = [one, two ?? one];

        var created = await Task.WhenAll(Enumerable.Range(0, 120).Select(i => Task.Run(() => hosts[i % 2].CreateAsync(point: DeskHost.Point + i % 3))));

        foreach (var point in created.GroupBy(x => x.PointOfSaleId))
        {
            point.Select(x => x.Details.OrderReference).ShouldBe(Enumerable.Range(1, 40).Select(number => $"REF20260701{number}"), ignoreOrder: true);
        }

        await one.CheckAsync();
    }

    [Theory, EachDatabase]
    public async Task Credits_and_payments_of_one_new_wallet_at_once_add_up(DatabaseKind kind)
    {
        await using var host = await DeskHost.StartAsync(kind, limits: new DeskLimits { Lanes = 3, MaxGroup = 3 });
        var payments = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => host.CreateAsync(40_00, Manual)));
        var credits = Enumerable.Range(0, 30).Select(i => Task.Run(() => host.CreditAsync(40_00, year: 2025 + i % 2))).ToList();
        var paid = await Task.WhenAll(payments.Select(payment => Task.Run(() => host.ApproveAsync(payment, 40_00))));
        await Task.WhenAll(credits);
        var voided = await Task.WhenAll(payments.Zip(paid).Where(x => x.Second.Refusal is null).Select(x => Task.Run(() => host.VoidAsync(x.First))));

        voided.ShouldAllBe(x => x.Refusal == null);
        (await host.BalanceAsync()).ShouldBe(30 * 40_00);
        await host.CheckAsync();
    }
}
