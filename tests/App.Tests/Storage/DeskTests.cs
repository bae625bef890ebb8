using Guichet.App.Storage;
using Guichet.App.Storage.Desk;
using Guichet.Domain;
using Guichet.Domain.Payments;
using Guichet.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Guichet.App.Tests.Storage;

/// <summary>One command after another: what is written, what is not, and what the caller is told.</summary>
public sealed class DeskTests
{
    private static readonly PaymentTerms Manual = PaymentTerms.Of(null, 2, IssuerRules.Default).Value;

    [Theory, EachDatabase]
    public async Task A_payment_comes_back_as_it_was_decided(DatabaseKind kind)
    {
        await using var host = await DeskHost.StartAsync(kind);
        await host.CreditAsync(10_00, year: 2025);
        await host.CreditAsync(90_00, year: 2026);
        var payment = await host.CreateAsync(40_00, Manual);
        var paid = (await host.ApproveAsync(payment, 30_00)).Value!;
        paid.Status.ShouldBe(PaymentStatus.Authorized);

        // Read by a command that changes nothing.
        var read = (await host.DoAsync(DeskHost.OnPayment(payment, (x, _, _) => PaymentDecision.AlreadyDone(x)))).Value!;
        (read with { Funding = [] }).ShouldBe(paid with { Funding = [] });
        read.Funding.ShouldBe(paid.Funding);

        (await host.BalanceAsync()).ShouldBe(70_00);
        (await host.CaptureAsync(payment, 25_00)).Value!.Amounts.Captured.ShouldBe(new Money(25_00));
        (await host.BalanceAsync()).ShouldBe(75_00);
        (await host.ReadAsync(db => db.PaymentFacts.CountAsync())).ShouldBe(3);
        await host.CheckAsync();
    }

    [Theory, EachDatabase]
    public async Task A_key_gives_the_payment_as_it_is_now_and_other_content_is_refused(DatabaseKind kind)
    {
        await using var host = await DeskHost.StartAsync(kind);
        var first = await host.CreateAsync(key: "draft-1");
        await host.CancelAsync(first);

        var again = await host.CreateAsync(key: "draft-1");
        (again.Id, again.Status).ShouldBe((first.Id, PaymentStatus.Canceled));

        var other = await host.DoAsync(await host.CreateCommandAsync(cents: 50_00, key: "draft-1"));
        other.Refusal!.Code.ShouldBe(RefusalCode.IdempotencyMismatch);
        (await host.ReadAsync(db => db.Payments.CountAsync())).ShouldBe(1);
        await host.CheckAsync();
    }

    [Theory, EachDatabase]
    public async Task A_second_submit_waits_for_the_first_with_its_key_and_says_so_when_that_takes_long(DatabaseKind kind)
    {
        await using var host = await DeskHost.StartAsync(kind, limits: new DeskLimits { SamePatience = TimeSpan.FromSeconds(2) });
        using var slow = new SemaphoreSlim(0);
        var command = await host.CreateCommandAsync(key: "form");
        var first = host.DoAsync(command with
        {
            Decision = (state, now) =>
            {
                slow.Wait();
                return command.Decide(state, now);
            },
        });
        (await host.DoAsync(command)).Refusal!.Code.ShouldBe(RefusalCode.IdempotencyInProgress);

        var patient = host.DoAsync(command);
        slow.Release();
        var made = (await first).Value!;
        (await patient).Value!.Id.ShouldBe(made.Id);
        (await host.DoAsync(command)).Value!.Id.ShouldBe(made.Id);
        (await host.ReadAsync(db => db.Payments.CountAsync())).ShouldBe(1);
    }

    [Theory, EachDatabase]
    public async Task A_refused_command_writes_nothing_and_leaves_its_key_free(DatabaseKind kind)
    {
        await using var host = await DeskHost.StartAsync(kind);
        var payment = await host.CreateAsync();
        var before = await CountsAsync(host);

        (await host.ApproveAsync(payment, 30_00, key: "tap")).Refusal!.Code.ShouldBe(RefusalCode.InsufficientBalance);
        (await host.DoAsync(await host.CreateCommandAsync(cents: 19_99, key: "low"))).Refusal!.Code.ShouldBe(RefusalCode.AmountBelowMinimum);
        (await CountsAsync(host)).ShouldBe(before);

        await host.CreditAsync(30_00);
        (await host.ApproveAsync(payment, 30_00, key: "tap")).Value!.Status.ShouldBe(PaymentStatus.Captured);
        await host.CheckAsync();
    }

    [Theory, EachDatabase]
    public async Task Only_the_culprit_of_a_group_fails(DatabaseKind kind)
    {
        await using var host = await DeskHost.StartAsync(kind, limits: new DeskLimits { Lanes = 1 });
        var commands = new List<TestCommand>();
        for (var i = 0; i < 40; i++)
        {
            var good = await host.CreateCommandAsync();
            commands.Add(i == 17 ? good with { Decision = (state, now) => Negative(good, state, now) } : good);
        }

        commands[23] = commands[23] with { Decision = (_, _) => throw new InvalidTimeZoneException("a bug") };
        var answers = await Task.WhenAll(commands.Select(async command =>
        {
            try
            {
                return (await host.DoAsync(command)).Refusal?.Name ?? "ok";
            }
            catch (Exception e)
            {
                return e.GetType().Name;
            }
        }));

        answers.Count(x => x == "ok").ShouldBe(38);
        answers[17].ShouldBe(kind == DatabaseKind.Sqlite ? "SqliteException" : "PostgresException");
        answers[23].ShouldBe(nameof(InvalidTimeZoneException));
        (await host.ReadAsync(db => db.Payments.CountAsync())).ShouldBe(38);
        await host.CheckAsync();
    }

    [Theory, EachDatabase]
    public async Task What_is_released_from_a_year_that_lapsed_comes_back_as_the_current_one(DatabaseKind kind)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 12, 31, 12, 0, 0, TimeSpan.Zero));
        await using var host = await DeskHost.StartAsync(kind, time);
        await host.CreditAsync(50_00, year: 2024);
        var payment = await host.CreateAsync(40_00, Manual);
        (await host.ApproveAsync(payment, 40_00)).Value!.Funding.Single().IssueYear.ShouldBe(2024);

        time.Advance(TimeSpan.FromDays(1));
        (await host.VoidAsync(payment)).Value!.Status.ShouldBe(PaymentStatus.Canceled);

        var years = await host.ReadAsync(db => db.Wallets.OrderBy(x => x.IssueYear).Select(x => new { x.IssueYear, x.AvailableCents }).ToListAsync());
        years.Select(x => (x.IssueYear, x.AvailableCents)).ShouldBe([(2024, 10_00L), (2027, 40_00L)]);
        await host.CheckAsync();
    }

    [Theory, EachDatabase]
    public async Task Instants_are_whole_milliseconds_and_come_back_equal(DatabaseKind kind)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 6, 24, 22, 30, 0, TimeSpan.Zero).AddTicks(1_234_567));
        await using var host = await DeskHost.StartAsync(kind, time);
        var payment = await host.CreateAsync();
        payment.CreatedAt.ShouldBe(new DateTimeOffset(2026, 6, 24, 22, 30, 0, 123, TimeSpan.Zero));
        payment.Details.OrderReference.ShouldBe("REF202606251", "it is the 25th already in Paris");
        (await host.ReadAsync(db => db.Payments.SingleAsync())).CreatedAt.ShouldBe(payment.CreatedAt);
    }

    [Theory, EachDatabase]
    public async Task A_full_desk_refuses_and_does_nothing_and_a_stopping_one_does_what_waits(DatabaseKind kind)
    {
        await using var host = await DeskHost.StartAsync(kind, limits: new DeskLimits { QueueLength = 10, Lanes = 1 });
        var commands = new List<TestCommand>();
        for (var i = 0; i < 400; i++)
        {
            commands.Add(await host.CreateCommandAsync());
        }

        var asked = commands.Select(command => host.DoAsync(command)).ToList();
        var stopping = host.StopAsync();
        var answers = await Task.WhenAll(asked);
        await stopping;

        var done = answers.Count(x => x.Refusal is null);
        done.ShouldBeGreaterThanOrEqualTo(10);
        answers.Where(x => x.Refusal is not null).ShouldAllBe(x => x.Refusal!.Code == RefusalCode.Unavailable);
        answers.Length.ShouldBeGreaterThan(done, "400 do not fit at once");
        (await host.ReadAsync(db => db.Payments.CountAsync())).ShouldBe(done);
        (await host.DoAsync(commands[0])).Refusal!.Code.ShouldBe(RefusalCode.Unavailable);
    }

    [Theory, EachDatabase]
    public async Task A_server_that_starts_again_finds_what_waited_and_does_not_give_an_id_twice(DatabaseKind kind)
    {
        await using var first = await DeskHost.StartAsync(kind);
        await first.CreditAsync(100_00);
        var payment = await first.CreateAsync(key: "draft");
        await first.StopAsync();

        await using var second = await DeskHost.StartAsync(first.Database);
        (await second.CreateAsync(key: "draft")).Id.ShouldBe(payment.Id);
        (await second.ApproveAsync(payment, 40_00)).Value!.Status.ShouldBe(PaymentStatus.Captured);
        (await second.CreateAsync()).Id.ShouldBeGreaterThan(payment.Id);
        await second.CheckAsync();
    }

    /// <summary>A bug of a decision that only the database notices: a request for −0,01 €.</summary>
    private static Result<DeskDecision> Negative(TestCommand good, DeskState state, DateTimeOffset now)
    {
        var decision = good.Decision(state, now).Value;
        return DeskDecision.OfPayment(new PaymentDecision { After = decision.After! with { Amounts = new PaymentAmounts(new Money(-1)) }, Fact = decision.Fact });
    }

    private static async Task<(int, int, int, int, int, int)> CountsAsync(DeskHost host) => await host.ReadAsync(async db => (
        await db.Payments.CountAsync(), await db.PaymentFacts.CountAsync(), await db.Entries.CountAsync(), await db.Postings.CountAsync(),
        await db.Letters.CountAsync(), await db.IdempotencyKeys.CountAsync()));
}
